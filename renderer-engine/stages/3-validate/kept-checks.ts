import type { ResolvedElement } from '../flow.ts';
import type { Validation } from './validation.ts';

/** What had been counted when the check of a chunk began. */
export interface Begun {
  readonly expressions: number;
  readonly asked: number;
}

/** Whether this very chunk was checked in the last compilation, with nothing to tell. Its expressions count again. */
export function isKeptCheck(node: ResolvedElement, { context, counter, messages }: Validation): boolean {
  // Who listens is told of every node.
  const kept = context.observer ? undefined : context.memory?.stages.checked.get(node);
  if (!kept) return false;
  const { expressions, asked } = kept;
  if (counter.expressions + expressions > context.limits.expressions) return false;
  counter.expressions += expressions;
  messages.asked.push(...asked);
  return true;
}

/** Keeps that nothing is wrong with a chunk, and what it asked for since it was begun. */
export function keepCheck(node: ResolvedElement, begun: Begun, { context, counter, messages }: Validation): void {
  // What stands in a loop or a form sees names that are made anew each time.
  if (context.memory?.stages.chunks.get(node)?.room) {
    const expressions = counter.expressions - begun.expressions;
    context.memory.stages.checked.set(node, { expressions, asked: messages.asked.slice(begun.asked) });
  }
}
