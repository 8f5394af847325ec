import type { Json, JsonObject } from '../document/types.ts';
import type { Acting } from './acting.ts';
import { pageLink } from './partial-answer.ts';
import type { ActionRun } from './run-actions.ts';

/** One request as its actions see it. `form` is the scope of the form around them, or null. */
export function runOf({ program, input, tools, host, found, request }: Acting, form: Json): ActionRun {
  return {
    host,
    manifests: tools.manifests,
    keys: found.keys,
    form: form === null ? null : ((form as JsonObject)['value'] ?? null),
    evaluate: tools.renderer.evaluator(program, input, form),
    link: (to) => pageLink(to, program, input, tools.site),
    errorId: request.late?.errorId ?? '',
  };
}
