import { type EngineStatistics, fixtureInput, type Json, type ValidationResult } from '#engine';
import { problemSentence } from './problems.ts';
import { hasErrors } from './show.ts';
import type { Stage } from './stage.ts';

/** A value for a form of a document, and the world it is looked at in. */
export interface ValueRequest {
  readonly path: string;
  readonly text: string;
  /** Null: the only form of the page. */
  readonly form: string | null;
  readonly value: Json;
  /** Whose data, context and params the third layer reads; null: the examples of the manifests. */
  readonly fixture: string | null;
  readonly mode: 'lenient' | 'strict' | null;
  /** False: checks of the host are not asked. */
  readonly async: boolean;
}

/** What the layers say, or a sentence on why they could not be asked. */
export type CheckedValue =
  | { readonly form: string; readonly result: ValidationResult; readonly statistics: EngineStatistics['validation'] }
  | { readonly problem: string };

/** Validates a value as a server would when it is sent. */
export async function checkValue({ engine, manifests }: Stage, request: ValueRequest): Promise<CheckedValue> {
  const { path, text, fixture, mode, value } = request;
  const compiled = engine.compile(text, { file: path });
  const { program, document } = compiled;
  if (!program || hasErrors(compiled)) return { problem: problemSentence(compiled.diagnostics) };
  const forms = Object.keys(program.contract.forms);
  const form = request.form ?? (forms.length === 1 ? forms[0]! : null);
  const known = forms.length > 0 ? `It has: ${forms.join(', ')}.` : 'It has none.';
  if (form === null) return { problem: `Say which form is meant, with --form. ${known}` };
  if (!forms.includes(form)) return { problem: `"${path}" has no form "${form}". ${known}` };
  if (fixture !== null && !document?.fixtures.includes(fixture)) {
    return { problem: `"${path}" has no fixture "${fixture}".` };
  }
  const { ctx = {}, params = {}, data = {} } = fixtureInput(compiled, fixture, { manifests });
  const options = { ctx, params, data, async: request.async, ...(mode !== null && { mode }) };
  const result = await engine.validate(program, form, value, options);
  return { form, result, statistics: engine.statistics().validation };
}
