import type { ActionCallAnswer, JsonObject } from '#engine';
import type { Caller } from '../caller.ts';
import { statuses } from '../failures.ts';
import { actOn } from '../rollout/act.ts';
import type { RolloutServices } from '../rollout/services.ts';
import { type Choice, choices } from './rollout-view.ts';

/** Does what a person chose on the page of a rollout, as it was when they looked. */
export async function steer(
  services: RolloutServices,
  args: JsonObject,
  caller: Caller,
): Promise<ActionCallAnswer & { readonly refusal?: string }> {
  const { rollout, epoch, choice, why } = args as Record<'rollout' | 'epoch' | 'why', string> & { choice: Choice };
  const chosen = choices[choice];
  const precondition = { kind: 'one-of', hashes: [epoch] } as const;
  const done = await actOn(services, rollout, chosen.action, {
    precondition,
    caller,
    why,
    ...('to' in chosen && { to: chosen.to }),
  });
  if (done.ok) return { ok: true, result: { id: rollout } };
  const { code, message } = done.failure;
  return { ok: false, status: statuses[code], errors: [{ at: '/choice', message }], refusal: code };
}
