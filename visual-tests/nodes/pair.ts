import type { NodeShape } from '../types/shot.ts';
import { align } from './align.ts';
import { baseOf, type ShapeTree, treeOf } from './shape-tree.ts';

/** A node of one picture beside the same node of the other; null where one does not have it. */
export interface Pair {
  readonly before: NodeShape | null;
  readonly after: NodeShape | null;
}

/**
 * Which nodes of two pictures are the same: children by their ids below the same parent; repeated ones by what they
 * show, so that an item put in before others does not turn all of them into changed ones. A node that stands below
 * another parent now is still the same when its id is unmistakable. In the order of the newer picture; what is gone
 * comes last, in the order of the older.
 */
export function pairNodes(before: readonly NodeShape[], after: readonly NodeShape[]): readonly Pair[] {
  const [old, young] = [treeOf(before), treeOf(after)];
  const partners = new Map<NodeShape, NodeShape>();
  pairChildren(old, young, null, null, partners);
  pairMoved(before, after, partners);
  const kept = new Set(partners.values());
  return [
    ...after.map((shape) => ({ before: partners.get(shape) ?? null, after: shape })),
    ...before.filter((shape) => !kept.has(shape)).map((shape) => ({ before: shape, after: null })),
  ];
}

/** `partners` maps newer shapes to older ones. */
function pairChildren(
  old: ShapeTree,
  young: ShapeTree,
  above: NodeShape | null,
  below: NodeShape | null,
  partners: Map<NodeShape, NodeShape>,
): void {
  const candidates = Map.groupBy(old.childrenOf(above), ({ node }) => baseOf(node));
  for (const [id, shapes] of Map.groupBy(young.childrenOf(below), ({ node }) => baseOf(node))) {
    const others = candidates.get(id) ?? [];
    for (const [was, is] of align(others, shapes, old.contentOf, young.contentOf)) {
      partners.set(is, was);
      pairChildren(old, young, was, is, partners);
    }
  }
}

function pairMoved(
  before: readonly NodeShape[],
  after: readonly NodeShape[],
  partners: Map<NodeShape, NodeShape>,
): void {
  const taken = new Set(partners.values());
  const gone = Map.groupBy(
    before.filter((shape) => !taken.has(shape)),
    ({ node }) => baseOf(node),
  );
  const come = Map.groupBy(
    after.filter((shape) => !partners.has(shape)),
    ({ node }) => baseOf(node),
  );
  for (const [id, shapes] of come) {
    const others = gone.get(id) ?? [];
    if (shapes.length === 1 && others.length === 1) partners.set(shapes[0]!, others[0]!);
  }
}
