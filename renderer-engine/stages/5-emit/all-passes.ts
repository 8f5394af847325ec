import type { Json } from '../../document/types.ts';
import type { Program, ProgramFragment } from '../../program.ts';
import type { Binding } from '../4-optimize/bound.ts';
import { allSwitches, type Optimized } from '../4-optimize/optimize.ts';
import { optimizeNodes } from '../4-optimize/optimize-nodes.ts';
import type { ElementNode, TreeNode } from '../4-optimize/tree.ts';
import { newRoom } from '../4-optimize/unroll.ts';
import { keysOf, plainAddress, visitTree } from './scan-tree.ts';

/**
 * What stands in addresses, and around the view, must not depend on the optimizer's switches: where one is off, the
 * answer is that of the program with all of them on. This is the tree of that program; null when all of them are on.
 */
export function withAllPasses(optimized: Optimized): Optimized | null {
  if (Object.values(optimized.switches).every(Boolean)) return null;
  // What has stayed a loop stays one.
  const passes = { ...allSwitches, room: newRoom(0) };
  return { ...optimized, tree: optimizeNodes(optimized.tree, new Map(), passes), switches: allSwitches };
}

/** Finds an element again in the tree of that program; one that is never shown stands for itself. */
export function shownIn(tree: readonly TreeNode[]): (node: ElementNode) => ElementNode {
  const found = new Map<string, ElementNode>();
  visitTree(tree, (node) => {
    if (node.kind === 'element') found.set(nameOf(node), node);
  });
  return (node) => found.get(nameOf(node)) ?? node;
}

/** Items of a loop that was unrolled differ by their keys. */
const nameOf = ({ address }: ElementNode): string =>
  JSON.stringify([
    plainAddress(address),
    keysOf(address).map((key) => (key.kind === 'loop' ? constantOf(key.key) : null)),
  ]);

const constantOf = (key: Binding): Json => (key.kind === 'constant' ? key.value : null);

/** Fragments, with what they depend on as that program says it. */
export function sameFragments(own: readonly ProgramFragment[], best: () => Program | null): readonly ProgramFragment[] {
  if (own.length === 0) return own;
  const addressOf = ({ id, keys }: ProgramFragment) =>
    JSON.stringify([id, keys.map((step) => step.map((key) => typeof key === 'string' && key))]);
  const reads = new Map(best()?.fragments.map((fragment) => [addressOf(fragment), fragment]));
  return own.map((fragment) => {
    const found = reads.get(addressOf(fragment));
    if (!found) return fragment;
    const { awaited: _, ...rest } = fragment;
    const { params, data, critical, awaited } = found;
    return { ...rest, params, data, critical, ...(awaited && { awaited }) };
  });
}
