import type { Code } from '../program.ts';
import { limitText, spend } from './budget.ts';
import type { Env, Value } from './env.ts';
import type { Evaluate, LinkContext } from './link-context.ts';
import { isMap, kindOf } from './values.ts';

/** Formatting a message costs about as much as so many operators. */
const messageSteps = 20;

/** `["t", owner, key, arguments]`: the text of a message. */
export const linkMessage = (operands: readonly Code[], context: LinkContext): Evaluate =>
  link(operands, context, (owner, key, values, env) => {
    const text = env.message(owner, key, values);
    spend(env, text.length >> 6);
    return limitText(env, text);
  });

/** `["parts", owner, key, arguments]`: its pieces, `{ markup, words }` each. */
export const linkMessageParts = (operands: readonly Code[], context: LinkContext): Evaluate =>
  link(operands, context, (owner, key, values, env) => {
    const parts = env.messageParts(owner, key, values);
    for (const { words } of parts) spend(env, 1 + (words.length >> 6));
    return parts.map(({ markup, words }) => ({ markup, words: limitText(env, words) }));
  });

type Say = (owner: string, key: string, values: Readonly<Record<string, Value>>, env: Env) => Value;

function link([owner, key = null, args = null]: readonly Code[], context: LinkContext, say: Say): Evaluate {
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
    return say(String(owner), name, values, env);
  };
}
