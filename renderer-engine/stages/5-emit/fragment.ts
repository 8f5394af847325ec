import type { FragmentNode, TreeNode } from '../4-optimize/tree.ts';
import { addressKeys } from './dom-ids.ts';
import { type Emission, push } from './emission.ts';
import { plainAddress } from './scan-tree.ts';

/** A node that can be asked for on its own: its ops between marks, and an entry of the table. */
export function emitFragment(
  node: FragmentNode,
  emission: Emission,
  emitNodes: (nodes: readonly TreeNode[], emission: Emission) => void,
): void {
  const keys = addressKeys(node.address, emission);
  // In a loop that a built-in opened without a key there is no address to ask for.
  if (!keys) {
    emitNodes(node.body, emission);
    return;
  }
  push(emission, ['fragment', emission.fragments.length]);
  emission.fragments.push({ id: plainAddress(node.address), keys, guarded: node.guarded });
  emitNodes(node.body, emission);
  push(emission, ['end']);
}
