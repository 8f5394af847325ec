import { asText } from '../../html/writer.ts';
import type { IfNode, MatchNode, TreeNode } from './tree.ts';

/** What is left of a node whose decision is known now; null when it is not. Null counts as false (language.md 3.3). */
export function liveBranch(node: IfNode | MatchNode): readonly TreeNode[] | null {
  if (node.kind === 'if') {
    if (node.test.kind !== 'constant') return null;
    return node.test.value === true ? node.body : node.otherwise;
  }
  if (node.on.kind !== 'constant') return null;
  const name = asText(node.on.value);
  return Object.hasOwn(node.cases, name) ? node.cases[name]! : node.otherwise;
}
