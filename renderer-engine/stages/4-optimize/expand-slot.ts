import type { ResolvedElement } from '../flow.ts';
import { asBinding, type Bound, bindValue, isPath, type Variable, within } from './bound.ts';
import type { ExpandNodes, Expansion } from './expansion.ts';
import { variableBinding } from './scopes.ts';
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
  const entries: { variable: Variable; value: Bound }[] = [];
  const names = provided.map(([key, value]) => {
    const bound = bindValue(value, at.scope);
    if (isPath(bound)) return [key, asBinding(bound)] as const;
    entries.push({ variable: { name: key }, value: bound });
    return [key, variableBinding(entries.at(-1)!.variable)] as const;
  });
  const body = expandNodes(fill, {
    ...written,
    scope: within(written.scope, names),
    keys: [...written.keys, ...at.keys],
    form: written.form ?? at.form,
  });
  return entries.length === 0 ? body : [{ kind: 'let', entries, body }];
}
