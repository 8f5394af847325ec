import type { Json } from '../../document/types.ts';
import { encodeKey } from '../../html/dom-id.ts';
import { type Bound, constant, known } from './bound.ts';
import { childListsOf } from './child-lists.ts';
import { type Constants, foldBound } from './fold.ts';
import type { LetNode, LoopNode, TreeNode } from './tree.ts';

/** Longer constant lists stay loops: the program would grow faster than the render gets shorter. */
const unrolledItems = 16;

/** Nodes that unrolling may still make; loops in loops multiply, and what goes beyond stays a loop. */
export interface Room {
  left: number;
  /** Whether some loop had to stay one. */
  refused: boolean;
}

export const newRoom = (nodes: number): Room => ({ left: nodes, refused: false });

/**
 * A constant list of at most 16 items, item by item; null when it must stay a loop. Not switchable: shape props may
 * depend on the item. Lists with null or repeated keys stay loops, where they are reported (UI5008).
 */
export function unroll(node: LoopNode, each: Bound, constants: Constants, room: Room): readonly TreeNode[] | null {
  const list = known(each)?.value;
  if (list === null) return node.empty;
  if (!Array.isArray(list) || list.length > unrolledItems) return null;
  if (list.length === 0) return node.empty;
  const copies = list.slice(0, node.limit ?? list.length).map((item, index) => copyFor(node, item, index, constants));
  const keys = new Set(copies.map((copy) => copy?.key));
  if (keys.has(undefined) || keys.size < copies.length) return null;
  const nodes = copies.length * nodesIn(node.body);
  if (nodes > room.left) {
    room.refused = true;
    return null;
  }
  room.left -= nodes;
  return copies.map((copy) => copy!.node);
}

function nodesIn(nodes: readonly TreeNode[]): number {
  let count = nodes.length;
  for (const node of nodes) for (const list of childListsOf(node)) count += nodesIn(list);
  return count;
}

function copyFor(node: LoopNode, item: Json, index: number, constants: Constants) {
  const here = new Map([...constants, [node.item, item] as const, [node.index, index] as const]);
  const key = known(foldBound(node.keyOf, here))?.value;
  if (typeof key !== 'string' && typeof key !== 'number') return null;
  const copy: LetNode = {
    kind: 'let',
    entries: [
      { variable: node.item, value: constant(item) },
      { variable: node.index, value: constant(index) },
      { variable: node.key, value: constant(encodeKey(key)) },
    ],
    body: node.body,
  };
  return { key: String(key), node: copy };
}
