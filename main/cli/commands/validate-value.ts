import { readFileSync } from 'node:fs';
import type { Json, LayerResult } from '#engine';
import { type Outcome, refused } from '../outcome.ts';
import { withFile } from '../with-project.ts';

export interface ValueArguments {
  readonly form?: string;
  /** A JSON file with the value as it would be sent. */
  readonly data: string;
  readonly fixture?: string;
  readonly mode?: 'lenient' | 'strict';
  /** False for `--no-async`. */
  readonly async: boolean;
}

/** `studio validate FILE --data VALUE.json`: what the three layers of a form say of a value (language.md 4.2). */
export async function validateValue(file: string, given: ValueArguments): Promise<Outcome> {
  const value = readValue(given.data);
  if ('problem' in value) return refused({ code: 'validate/unreadable', message: value.problem });
  return withFile(file, 'looking', async ({ project }, { path, text }) => {
    const { form = null, fixture = null, mode = null, async } = given;
    const answer = await project.engine.ask('check-value', {
      path,
      text,
      form,
      fixture,
      mode,
      async,
      value: value.json,
    });
    if (!answer.ok) return refused(answer.failure);
    if ('problem' in answer.value) return refused({ code: 'validate/not-possible', message: answer.value.problem });
    const { result } = answer.value;
    return {
      exit: result.valid ? 0 : 1,
      data: answer.value,
      words: [...result.layers.flatMap(layerWords), conclusion(result.valid, result.complete)],
    };
  });
}

function readValue(file: string): { readonly json: Json } | { readonly problem: string } {
  try {
    return { json: JSON.parse(readFileSync(file, 'utf8')) as Json };
  } catch (error) {
    return { problem: `"${file}" is no JSON that can be read: ${error instanceof Error ? error.message : error}.` };
  }
}

const layerNames = { 1: 'schema', 2: 'rules', 3: 'live data' } as const;

function layerWords({ layer, ran, valid, errors, timedOut, skipped }: LayerResult): readonly string[] {
  const state = ran ? (valid ? 'valid' : 'not valid') : 'not run';
  return [
    `layer ${layer} (${layerNames[layer]}): ${state}`,
    ...errors.map(({ at, rule, severity, message }) => `  ${at || 'form'}: ${severity} ${rule}: ${message}`),
    ...timedOut.map((rule) => `  ${rule}: timed out, so it does not count as valid`),
    ...(skipped.length > 0 ? [`  not run: ${skipped.join(', ')}`] : []),
  ];
}

const conclusion = (valid: boolean, complete: boolean): string =>
  `${valid ? 'The value is valid' : 'The value is refused'}${complete ? '.' : '; not every rule was decided.'}`;
