import type { Code } from '../program.ts';
import type { Evaluate, LinkContext } from './link-context.ts';
import { propertyReader } from './operators.ts';

/** `["get", object, name, …]`: one step per name. Properties of slots, which are most of all, get code of their own. */
export function linkPath([object = null, ...names]: readonly Code[], context: LinkContext): Evaluate {
  context.block.steps += names.length;
  const [first, ...rest] = names.map((name) => propertyReader(String(name)));
  if (!first) return context.link(object, context);
  const start = isSlot(object) ? fromSlot(Number(object[1]), first) : after(context.link(object, context), first);
  return rest.reduce(after, start);
}

type Reader = ReturnType<typeof propertyReader>;

const isSlot = (code: Code): code is readonly Code[] => Array.isArray(code) && code[0] === 'slot';

const fromSlot =
  (slot: number, read: Reader): Evaluate =>
  (frame, env) =>
    read(env, frame[slot] ?? null);

const after =
  (object: Evaluate, read: Reader): Evaluate =>
  (frame, env) =>
    read(env, object(frame, env));
