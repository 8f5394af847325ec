import type { ResolvedElement, ResolvedNode } from './flow.ts';

/** What one pass looks for in a tree. Nothing but the node itself may decide, because finds are kept by identity. */
export interface Search<T> {
  /** What an element holds itself. */
  readonly own: (element: ResolvedElement) => readonly T[];
  readonly below: (element: ResolvedElement) => Iterable<readonly ResolvedNode[]>;
  /** Finds of earlier compilations; null when nothing is remembered. */
  readonly kept: WeakMap<ResolvedElement, readonly T[]> | null;
}

/** What an element and all in it hold, in reading order. */
export function gather<T>(element: ResolvedElement, search: Search<T>): readonly T[] {
  const known = search.kept?.get(element);
  if (known) return known;
  let found: readonly T[] | T[] = search.own(element);
  let isMine = false;
  for (const list of search.below(element)) {
    for (const node of list) {
      const inner = node.kind === 'element' ? gather(node, search) : none;
      if (inner.length === 0) continue;
      if (!isMine) found = [...found];
      isMine = true;
      for (const one of inner) (found as T[]).push(one as T);
    }
  }
  search.kept?.set(element, found);
  return found;
}

const none: readonly never[] = [];
