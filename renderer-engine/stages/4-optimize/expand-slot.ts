import type { ResolvedElement } from '../flow.ts';
import { asBinding, bindValue, within } from './bound.ts';
import type { ExpandNodes, Expansion } from './expansion.ts';
import type { TreeNode } from './tree.ts';

/**
 * A Slot stands for the instance's fill, which sees the names of where it was written plus the provided ones; without
 * a fill, for its own children.
 */
export function expandSlot(node: ResolvedElement, at: Expansion, expandNodes: ExpandNodes): readonly TreeNode[] {
  const { view } = at;
  const name = node.props['name'];
  const fill = typeof name === 'string' && view && Object.hasOwn(view.fills, name) ? view.fills[name]! : null;
  if (!view || fill === null || fill.length === 0) {
    return expandNodes(node.slots['default'] ?? [], at);
  }
  const provide = node.props['provide'];
  const provided =
    typeof provide === 'object' && provide !== null && !Array.isArray(provide) ? Object.entries(provide) : [];
  const { written } = view;
  return expandNodes(fill, {
    ...written,
    scope: within(
      written.scope,
      provided.map(([key, value]) => [key, asBinding(bindValue(value, at.scope))] as const),
    ),
    keys: [...written.keys, ...at.keys],
    form: written.form ?? at.form,
  });
}
