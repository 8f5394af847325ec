import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { report } from '../../diagnostics/report.ts';
import type { Shape } from '../../document/shapes/shape.ts';
import type { JsonObject } from '../../document/types.ts';
import type { Limits } from '../../engine.ts';
import type { Locator } from '../flow.ts';
import { guard } from './guard.ts';
import { linesOf } from './lines.ts';
import { locatorOf, noLocator } from './locator.ts';
import { readJson } from './read-json.ts';
import { checkStructure } from './structure.ts';

export interface ReadShaped {
  /** Null when there is nothing to go on with. */
  readonly value: JsonObject | null;
  readonly locator: Locator;
  readonly diagnostics: readonly Diagnostic[];
}

/** A JSON file of the project that is no document: its value without what is wrong in it, and what that is. */
export function readShaped(text: string, file: string | undefined, shape: Shape, limits: Limits): ReadShaped {
  const lines = linesOf(text);
  const { problem } = guard(text, limits);
  if (problem) {
    const { offset, ...params } = problem;
    return {
      value: null,
      locator: noLocator,
      diagnostics: [report('UI9001', params, { pointer: '', file, range: lines.range(offset, offset) })],
    };
  }
  const clean = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  const locator = locatorOf(clean);
  const { value, problems } = readJson(clean, limits);
  const inText = problems.map(({ code, params, pointer, offset, length }) =>
    report(code, params, { pointer, file, range: lines.range(offset, offset + length) }),
  );
  if (value === undefined) return { value: null, locator, diagnostics: inText };
  const checked = checkStructure(value, shape, { file, locator }, limits);
  const kept = checked.value;
  const isObject = typeof kept === 'object' && kept !== null && !Array.isArray(kept);
  return {
    value: isObject ? (kept as JsonObject) : null,
    locator,
    diagnostics: [...inText, ...checked.diagnostics],
  };
}
