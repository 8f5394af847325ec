import type { Code } from '../program.ts';
import { limitText, spend } from './budget.ts';
import type { Evaluate, LinkContext } from './link-context.ts';
import { isMap, kindOf } from './values.ts';

/** Formatting a message costs about as much as so many operators. */
const messageSteps = 20;

/** `["t", owner, key, arguments]`: the text of a message. */
export function linkMessage([owner, key = null, args = null]: readonly Code[], context: LinkContext): Evaluate {
  context.block.steps += messageSteps;
  const keyOf = context.link(key, context);
  const valuesOf = context.link(args, context);
  return (frame, env) => {
    const name = keyOf(frame, env);
    const values = valuesOf(frame, env) ?? {};
    if (name === null) return null;
    if (typeof name !== 'string' || !isMap(values)) {
      const [wanted, found] = typeof name === 'string' ? ['a map', values] : ['a key', name];
      env.problem('UI4102', { operation: '"t"', expected: wanted, found: kindOf(found) });
      return null;
    }
    const text = env.message(String(owner), name, values);
    spend(env, text.length >> 6);
    return limitText(env, text);
  };
}
