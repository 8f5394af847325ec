import type { ResolvedElement, ResolvedNode } from '../flow.ts';

/** The node of that id among these and all inside of them; those inside of components have no place here. */
export function findNode(id: string, nodes: readonly ResolvedNode[]): ResolvedElement | null {
  for (const node of nodes) {
    if (node.kind === 'text') continue;
    if (node.id === id) return node;
    const below = [...Object.values(node.slots), node.else, node.catch ?? [], node.lazy?.placeholder ?? []];
    const found = findNode(id, below.flat());
    if (found) return found;
  }
  return null;
}
