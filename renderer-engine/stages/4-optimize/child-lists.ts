import type { TreeNode } from './tree.ts';

/** The lists of nodes in a node, whatever they are there for. */
export function childListsOf(node: TreeNode): readonly (readonly TreeNode[])[] {
  switch (node.kind) {
    case 'text':
      return [];
    case 'element':
      return Object.values(node.slots).map((fill) => fill.nodes);
    case 'let':
    case 'guard':
    case 'form':
      return [node.body];
    case 'fragment':
      return [node.lazy?.placeholder ?? [], node.body];
    case 'if':
      return [node.body, node.otherwise];
    case 'match':
      return [...Object.values(node.cases), node.otherwise];
    case 'loop':
      return [node.body, node.empty];
    case 'boundary':
      return [node.body, node.handler];
  }
}
