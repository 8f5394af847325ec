import type { Code } from '../program.ts';
import type { Value } from './env.ts';
import type { Evaluate, LinkContext } from './link-context.ts';
import { member } from './operators.ts';

/** `["get", object, name, …]`: one step per name. The shortest paths, which are most of all, get code of their own. */
export function linkPath([object = null, ...rest]: readonly Code[], context: LinkContext): Evaluate {
  const names = rest.map(String);
  context.block.steps += names.length;
  const [first = '', second = ''] = names;
  if (Array.isArray(object) && object[0] === 'slot' && names.length <= 2) {
    const slot = Number(object[1]);
    if (names.length === 1) return (frame, env) => member(env, frame[slot] ?? null, first);
    return (frame, env) => member(env, member(env, frame[slot] ?? null, first), second);
  }
  const start = context.link(object, context);
  if (names.length === 1) return (frame, env) => member(env, start(frame, env), first);
  return (frame, env) => names.reduce<Value>((value, name) => member(env, value, name), start(frame, env));
}
