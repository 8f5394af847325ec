import type { Json } from '../../document/types.ts';
import type { Builtin, Markup } from '../builtin.ts';
import { parseMarkdown, stepsOf } from './parse.ts';
import { writeBlocks } from './write-blocks.ts';
import { definitionsIn } from './write-inline.ts';

/** What an author may let a text have besides paragraphs, headings, lists and emphasis. */
export const markdownParts = ['links', 'images', 'tables', 'code'] as const;
export type MarkdownPart = (typeof markdownParts)[number];

export interface MarkdownOptions {
  readonly allow: ReadonlySet<MarkdownPart>;
  /** Added to the level of every heading. */
  readonly headingOffset: number;
}

/** Markdown → our own markup. HTML in it is shown as the text it is (language.md 9.2). */
export function writeMarkdown(source: string, options: MarkdownOptions, to: Markup): void {
  const root = parseMarkdown(source, options.allow.has('tables'));
  writeBlocks(root.children, { ...options, to, definitions: definitionsIn(root) });
}

/** `["call", "markdown", { source, allow, headingOffset }]`. */
export const markdown: Builtin = ({ source, allow, headingOffset }, to, { env }) => {
  if (typeof source !== 'string') return;
  env.steps += stepsOf(source);
  writeMarkdown(source, markdownOptions(allow, headingOffset), to);
};

/** Of props as an author set them; null is what was left out. */
export function markdownOptions(allow: Json | undefined, headingOffset: Json | undefined): MarkdownOptions {
  const parts = Array.isArray(allow) ? markdownParts.filter((part) => allow.includes(part)) : markdownParts;
  return { allow: new Set(parts), headingOffset: typeof headingOffset === 'number' ? headingOffset : 0 };
}
