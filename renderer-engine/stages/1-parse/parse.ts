import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { report } from '../../diagnostics/report.ts';
import { canonical, hashText } from '../../document/canonical.ts';
import { documentShapes } from '../../document/shapes/document.ts';
import type { DocumentKind, Json, StudioDocument } from '../../document/types.ts';
import type { Limits } from '../../engine.ts';
import type { Parsed } from '../flow.ts';
import type { Memory } from '../memory.ts';
import { guard } from './guard.ts';
import { linesOf } from './lines.ts';
import { locatorOf, noLocator } from './locator.ts';
import { readCleanJson } from './read-clean-json.ts';
import { readJson, type TextProblem } from './read-json.ts';
import { readingOf, reread } from './reread.ts';
import { checkStructure } from './structure.ts';

/**
 * Text → document with positions. Answers quickly on any input and never throws: what is too big or too deep is refused
 * before a parser sees it, and what is ill-formed is told and dropped.
 */
export function parse(text: string, file: string | undefined, limits: Limits, memory: Memory | null = null): Parsed {
  const nothing = { document: null, kind: null, text, file, locator: noLocator, sourceHash: '' };
  const lines = linesOf(text);
  const again = memory?.reading && reread(memory.reading, text, limits);
  const { problem, colons } = again ? { problem: null, colons: 0 } : guard(text, limits);
  if (problem) {
    const { offset, ...params } = problem;
    const range = lines.range(offset, Math.min(offset + 1, text.length));
    return { ...nothing, diagnostics: [report('UI9001', params, { pointer: '', file, range })] };
  }
  const clean = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  const quick = again ? again.value : readCleanJson(clean, colons, limits.stringBytes);
  if (memory) memory.reading = again || (quick === undefined ? null : readingOf(clean, quick));
  const read = quick === undefined ? readJson(clean, limits) : { value: quick, problems: [] };
  const locator = locatorOf(clean);
  const tellText = (problem: TextProblem): Diagnostic => {
    const { code, params, pointer, offset, length } = problem;
    const first = code === 'UI1002' ? locator.keyRange(pointer) : undefined;
    const related = first ? [{ message: 'It stands here first.', pointer, range: first }] : [];
    return report(code, params, { pointer, file, range: lines.range(offset, offset + length) }, { related });
  };
  const diagnostics = read.problems.map(tellText);
  if (read.value === undefined) return { ...nothing, locator, diagnostics };
  const kind = kindOf(read.value);
  if (!kind) return { ...nothing, locator, diagnostics: [...diagnostics, noKind(read.value, file, locator)] };
  const name = nameOf(read.value);
  const checked = checkStructure(
    read.value,
    documentShapes[kind],
    { file, locator, document: name },
    limits,
    memory?.sound,
  );
  return {
    document: (checked.value ?? null) as unknown as StudioDocument | null,
    kind,
    text,
    file,
    locator,
    sourceHash: hashOf(read.value, memory?.texts),
    diagnostics: [...diagnostics, ...checked.diagnostics],
  };
}

const kinds = Object.keys(documentShapes) as readonly DocumentKind[];

function kindOf(value: Json): DocumentKind | null {
  const kind = isMap(value) ? value['kind'] : undefined;
  return kinds.find((known) => known === kind) ?? null;
}

function noKind(value: Json, file: string | undefined, locator: Parsed['locator']): Diagnostic {
  if (!isMap(value)) {
    const params = { what: 'A document', expected: 'an object', found: Array.isArray(value) ? 'a list' : `${value}` };
    return report('UI2004', params, { pointer: '', file, locator });
  }
  if (!Object.hasOwn(value, 'kind')) {
    const edits = [{ op: 'add', path: '/kind', value: 'page' } as const];
    const fixes = [{ title: 'Make it a page', safe: false, edits }];
    return report(
      'UI2016',
      { key: 'kind', where: 'A document' },
      { pointer: '', file, locator, atStart: true },
      { fixes },
    );
  }
  const found = typeof value['kind'] === 'string' ? `"${value['kind'].slice(0, 40)}"` : 'this';
  const params = { what: '"kind"', expected: kinds.map((kind) => `"${kind}"`).join(', '), found };
  return report('UI2004', params, { pointer: '/kind', file, locator });
}

function nameOf(value: Json): string | undefined {
  const { id, version } = value as { id?: Json; version?: Json };
  return typeof id === 'string' && typeof version === 'string' ? `${id}@${version}` : undefined;
}

/** Lone surrogates have no canonical form; they were told already. */
function hashOf(value: Json, texts: Memory['texts'] | undefined): string {
  try {
    return hashText(canonical(value, texts));
  } catch {
    return '';
  }
}

const isMap = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
