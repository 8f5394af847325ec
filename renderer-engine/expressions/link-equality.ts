import type { Json } from '../document/types.ts';
import type { Code } from '../program.ts';
import { constantOf } from './code.ts';
import type { Evaluate, LinkContext } from './link-context.ts';

/**
 * `["==", value, constant]` and `["!=", …]`: beside a number, true, false, null or a short text, the language's equality
 * is that of the platform and costs one step. Null for operands that need a longer look.
 */
export function linkEquality(
  [left = null, right = null]: readonly Code[],
  context: LinkContext,
  wanted = true,
): Evaluate | null {
  const constant = constantOf(right);
  if (!isSimple(constant)) return null;
  context.block.steps++;
  const value = context.link(left, context);
  return (frame, env) => (value(frame, env) === constant) === wanted;
}

/** Comparing longer texts costs steps; undefined is what constants are not. */
export const isSimple = (constant: Json | undefined): boolean =>
  typeof constant === 'string'
    ? constant.length < 64
    : constant === null || /^(?:number|boolean)$/.test(typeof constant);
