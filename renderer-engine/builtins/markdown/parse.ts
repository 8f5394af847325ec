import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { BuiltinFailure } from '../builtin.ts';
import type { Root } from './tree.ts';

/**
 * What a Markdown text may hold. The parser needs quadratic time for texts made to that end: 256 KiB of stars keep it
 * busy for minutes. Below these it needs less than half a second, and texts that people write are far below.
 */
const most = {
  characters: 256 * 1024,
  lines: 10_000,
  /** Lists and quotes in each other. */
  depth: 16,
  /** Signs that may open or close something, between two empty lines and in all. */
  signsPerBlock: 1_000,
  signs: 20_000,
} as const;

/** Reads Markdown as CommonMark, with tables if wanted. Throws `BuiltinFailure` when there is too much of it. */
export function parseMarkdown(source: string, tables: boolean): Root {
  stepsOf(source);
  return tables
    ? fromMarkdown(source, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] })
    : fromMarkdown(source);
}

/** Whether a text is small enough to be read wherever it stands; what is dearer is read where steps are counted. */
export function isCheap(source: string): boolean {
  try {
    return stepsOf(source) <= cheapSteps;
  } catch (failure) {
    if (failure instanceof BuiltinFailure) return false;
    throw failure;
  }
}

/** About a fifth of a millisecond. */
const cheapSteps = 10_000;

/**
 * What reading a text costs, in steps of an expression: signs of one paragraph have to be matched with each other.
 * Throws `BuiltinFailure` for texts that are not read at all.
 */
export function stepsOf(source: string): number {
  atMost('the length of a Markdown text', source.length, most.characters);
  const lines = source.split(/\r\n|\r|\n/);
  atMost('the number of lines of a Markdown text', lines.length, most.lines);
  let [signs, signsInBlock] = [0, 0];
  let steps = source.length >> 3;
  for (const line of lines) {
    const depth = depthOf(line);
    atMost('the depth of lists and quotes in Markdown', depth, most.depth);
    if (line.trim() === '') signsInBlock = 0;
    // Containers in each other are as dear as signs.
    const count = countSigns(line) + Math.max(0, depth - 1) * 4;
    signs += count;
    steps += (count * (2 * signsInBlock + count)) >> 3;
    signsInBlock += count;
    atMost('the number of Markdown signs in a paragraph', signsInBlock, most.signsPerBlock);
    atMost('the number of Markdown signs', signs, most.signs);
  }
  return steps;
}

function atMost(limit: string, value: number, allowed: number): void {
  if (value > allowed) throw new BuiltinFailure(limit, value, allowed);
}

/** Markers of lists and quotes at the start of a line; one that is indented may be as deep as that. */
function depthOf(line: string): number {
  const start = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/.exec(line)?.[0] ?? '';
  if (start === '') return 0;
  const indent = /^[ \t]*/.exec(line)![0].replaceAll('\t', '    ').length;
  return (start.match(/>|[-+*]|\d+[.)]/g)?.length ?? 0) + Math.floor(indent / 2);
}

function countSigns(line: string): number {
  let count = 0;
  for (let i = 0; i < line.length; i++) if (isSign[line.charCodeAt(i)] === 1) count += 1;
  return count;
}

const isSign = Uint8Array.from({ length: 128 }, (_, unit) =>
  '*_[]`<&~'.includes(String.fromCharCode(unit)) && unit > 0 ? 1 : 0,
);
