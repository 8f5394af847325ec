import type { ResolvedElement } from '../flow.ts';
import type { Validation } from './validation.ts';

/** Whether this very chunk was checked in the last compilation, with nothing to tell. Its expressions count again. */
export function isKeptCheck(node: ResolvedElement, { context, counter }: Validation): boolean {
  // Who listens is told of every node.
  const expressions = context.observer ? undefined : context.memory?.stages.checked.get(node);
  if (expressions === undefined || counter.expressions + expressions > context.limits.expressions) return false;
  counter.expressions += expressions;
  return true;
}

/** Keeps that nothing is wrong with a chunk. */
export function keepCheck(node: ResolvedElement, expressions: number, { context }: Validation): void {
  // What stands in a loop or a form sees names that are made anew each time.
  if (context.memory?.stages.chunks.get(node)?.room) context.memory.stages.checked.set(node, expressions);
}
