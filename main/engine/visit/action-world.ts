import type { ActionCallAnswer, ActionHost, FieldError, Json, JsonObject } from '#engine';
import type { VisitAnswer } from '../jobs.ts';
import type { VisitedPage } from './visited-page.ts';

/** The host of an action in a test: data and calls answer as the fixture says, and all of it is noted. */
export interface ActionWorld extends ActionHost {
  readonly calls: VisitAnswer['calls'];
  readonly errors: VisitAnswer['found'];
}

export function actionWorld({ input, calls: answers, stage }: VisitedPage): ActionWorld {
  const calls: VisitAnswer['calls'][number][] = [];
  const errors: Pick<FieldError, 'at' | 'rule' | 'message'>[] = [];
  return {
    calls,
    errors,
    data: async (requests) => dataFor(input, Object.keys(requests)),
    async call(call, args) {
      calls.push({ call, with: args });
      return answerOf(Object.hasOwn(answers, call) ? answers[call] : undefined, () => exampleOf(stage.manifests, call));
    },
    found: (list) => void errors.push(...list.map(({ at, rule, message }) => ({ at, rule, message }))),
    // What a person may not do is said by the answer of the call.
    may: () => true,
  };
}

/** Of all data that a fixture has, what a server would have asked for. */
export const dataFor = (
  { data = {}, failures = {} }: VisitedPage['input'],
  names: readonly string[],
): Pick<VisitedPage['input'], 'data' | 'failures'> => ({
  data: Object.fromEntries(names.flatMap((name) => (Object.hasOwn(data, name) ? [[name, data[name]!]] : []))),
  failures: {
    ...Object.fromEntries(names.flatMap((name) => (Object.hasOwn(data, name) ? [] : [[name, missing] as const]))),
    ...failures,
  },
});

const missing = { status: 'unavailable' } as const;

/** `{ result }` or `{ status, errors }` as a fixture writes it; without either the call succeeds. */
function answerOf(answer: Json | undefined, example: () => Json): ActionCallAnswer {
  const { result, status, errors } = isMap(answer) ? answer : {};
  if (typeof status !== 'number' || status < 400)
    return { ok: true, result: result === undefined ? example() : result };
  const list = Array.isArray(errors) ? errors.filter(isMap) : [];
  return {
    ok: false,
    status,
    errors: list.map(({ at, message }) => ({ at: String(at ?? ''), message: String(message ?? '') })),
  };
}

function exampleOf({ calls }: VisitedPage['stage']['manifests'], call: string): Json {
  const entry = (calls?.['calls'] as Readonly<Record<string, JsonObject>> | undefined)?.[call];
  const examples = entry?.['examples'];
  return Array.isArray(examples) ? ((examples[0] as Json | undefined) ?? {}) : {};
}

const isMap = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
