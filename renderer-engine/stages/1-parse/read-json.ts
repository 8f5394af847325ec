import { type JSONPath, visit } from 'jsonc-parser';
import type { DiagnosticCode, DiagnosticParams } from '../../diagnostics/catalog.ts';
import { forbiddenKeys } from '../../document/names.ts';
import { step, valueAt } from '../../document/pointer.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { Limits } from '../../engine.ts';
import { mostProblems } from './structure-walk.ts';
import { sentenceFor } from './syntax.ts';

/** Something wrong with the text itself, at raw offsets. */
export interface TextProblem<C extends DiagnosticCode = DiagnosticCode> {
  readonly code: C;
  readonly params: DiagnosticParams<C>;
  readonly pointer: string;
  readonly offset: number;
  readonly length: number;
}

export interface ReadJson {
  /** Undefined when the syntax is broken. */
  readonly value: Json | undefined;
  readonly problems: readonly TextProblem[];
}

/**
 * JSON with comments and trailing commas → value, in one pass, with the checks that I-JSON asks for. Of duplicate keys
 * the first stays; forbidden keys and impossible numbers are left out. Of several syntax errors
 * in one line the first is told. The text must have passed the guard.
 */
export function readJson(text: string, { stringBytes, markdownBytes }: TextLimits): ReadJson {
  const problems: TextProblem[] = [];
  const long: { path: JSONPath; offset: number; length: number; value: number }[] = [];
  const mayHoldReplacements = text.includes('\uFFFD');
  const stack: (Json[] | Record<string, Json>)[] = [];
  let value: Json | undefined;
  let key: string | null = null;
  let broken = false;
  let lastBroken = -1;
  let syntaxErrors = 0;

  const tell = <C extends DiagnosticCode>(
    code: C,
    params: DiagnosticParams<C>,
    pointer: string,
    offset: number,
    length: number,
  ): void => {
    if (problems.length > mostProblems) return;
    const isListed = problems.length < mostProblems;
    const told = isListed ? { code, params } : { code: 'UI9003', params: { most: mostProblems } };
    problems.push({ ...told, pointer, offset, length } as unknown as TextProblem);
  };
  const put = (item: Json): void => {
    const parent = stack.at(-1);
    if (parent === undefined) value ??= item;
    else if (Array.isArray(parent)) parent.push(item);
    else if (key !== null) parent[key] = item;
    key = null;
  };
  const open = (container: Json[] | Record<string, Json>): void => {
    put(container);
    stack.push(container);
  };
  const checkText = (decoded: string, path: () => JSONPath, offset: number, length: number): void => {
    if (!decoded.isWellFormed()) tell('UI1004', {}, pointerOf(path()), offset, length);
    if (mayHoldReplacements && text.slice(offset, offset + length).includes('\uFFFD')) {
      tell('UI1005', {}, pointerOf(path()), offset, length);
    }
    if (decoded.length > stringBytes) {
      long.push({ path: path(), offset, length, value: decoded.length });
    }
  };
  const tellLong = (): void => {
    for (const { path, offset, length, value: size } of long) {
      const most = isMarkdown(value, path) ? Math.max(stringBytes, markdownBytes) : stringBytes;
      if (size > most) tell('UI9001', { limit: 'a text', value: size, most }, pointerOf(path), offset, length);
    }
  };

  visit(
    text,
    {
      onObjectBegin: () => open({}),
      onArrayBegin: () => open([]),
      onObjectEnd: () => void stack.pop(),
      onArrayEnd: () => void stack.pop(),
      onObjectProperty(name, offset, length, _line, _column, path) {
        const parent = stack.at(-1);
        key = name;
        if (forbiddenKeys.has(name)) {
          tell('UI2014', { key: name }, step(pointerOf(path()), name), offset, length);
          key = null;
        } else if (parent && Object.hasOwn(parent, name)) {
          tell('UI1002', { key: name }, step(pointerOf(path()), name), offset, length);
          key = null;
        }
        checkText(name, path, offset, length);
      },
      onLiteralValue(item: null | boolean | number | string, offset, length, _line, _column, path) {
        if (typeof item === 'string') checkText(item, path, offset, length);
        if (typeof item === 'number' && !Number.isFinite(item)) {
          tell(
            'UI1003',
            { text: text.slice(offset, offset + Math.min(length, 40)) },
            pointerOf(path()),
            offset,
            length,
          );
          put(null);
        } else put(item);
      },
      onError(code, offset, length, line) {
        broken = true;
        // What follows on the same line is mostly the echo of the first.
        if (lastBroken === line || syntaxErrors++ >= mostSyntaxErrors) return;
        lastBroken = line;
        tell('UI1001', { problem: sentenceFor(code, text, offset) }, '', offset, length);
      },
    },
    { allowTrailingComma: true, disallowComments: false },
  );
  tellLong();
  return { value: broken ? undefined : value, problems };
}

/** Characters a text may have, and the `source` of a Markdown node. */
export type TextLimits = Pick<Limits, 'stringBytes' | 'markdownBytes'>;

function isMarkdown(value: Json | undefined, path: JSONPath): boolean {
  if (path.at(-1) !== 'source' || path.at(-2) !== 'props') return false;
  const node = valueAt(value, pointerOf(path.slice(0, -2)));
  return typeof node === 'object' && node !== null && (node as JsonObject)['type'] === 'Markdown';
}

const mostSyntaxErrors = 20;

const pointerOf = (path: JSONPath): string => path.reduce<string>((pointer, key) => step(pointer, key), '');
