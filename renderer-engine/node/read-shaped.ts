import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { report } from '../diagnostics/report.ts';
import type { Shape } from '../document/shapes/shape.ts';
import type { JsonObject } from '../document/types.ts';
import { defaultLimits } from '../limits.ts';
import { guard } from '../stages/1-parse/guard.ts';
import { linesOf } from '../stages/1-parse/lines.ts';
import { locatorOf } from '../stages/1-parse/locator.ts';
import { readJson } from '../stages/1-parse/read-json.ts';
import { checkStructure } from '../stages/1-parse/structure.ts';

/** A JSON file of the project that is no document: its value without what is wrong in it, and what that is. */
export function readShaped(
  text: string,
  file: string,
  shape: Shape,
): { readonly value: JsonObject | null; readonly diagnostics: readonly Diagnostic[] } {
  const lines = linesOf(text);
  const { problem } = guard(text, defaultLimits);
  if (problem) {
    const { offset, ...params } = problem;
    return {
      value: null,
      diagnostics: [report('UI9001', params, { pointer: '', file, range: lines.range(offset, offset) })],
    };
  }
  const clean = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  const { value, problems } = readJson(clean, defaultLimits.stringBytes);
  const inText = problems.map(({ code, params, pointer, offset, length }) =>
    report(code, params, { pointer, file, range: lines.range(offset, offset + length) }),
  );
  if (value === undefined) return { value: null, diagnostics: inText };
  const checked = checkStructure(value, shape, { file, locator: locatorOf(clean) }, defaultLimits);
  const kept = checked.value;
  const isObject = typeof kept === 'object' && kept !== null && !Array.isArray(kept);
  return { value: isObject ? (kept as JsonObject) : null, diagnostics: [...inText, ...checked.diagnostics] };
}
