import type { NodeShape } from '../types/shot.ts';

/** The shapes of one picture with who stands in whom. */
export interface ShapeTree {
  /** Of the page itself with null. */
  childrenOf(shape: NodeShape | null): readonly NodeShape[];
  parentOf(shape: NodeShape): NodeShape | null;
  /** What a node and all inside it say and how large it is: what a person would know it by. */
  contentOf(shape: NodeShape): string;
}

/** Id of a node without its index among repeated ones. */
export const baseOf = (node: string): string => node.replace(/#\d+$/, '');

export function treeOf(shapes: readonly NodeShape[]): ShapeTree {
  const byName = new Map(shapes.map((shape) => [shape.node, shape]));
  const parentOf = (shape: NodeShape) => (shape.parent === null ? null : (byName.get(shape.parent) ?? null));
  const children = Map.groupBy(shapes, parentOf);
  const childrenOf = (shape: NodeShape | null) => children.get(shape) ?? [];
  const contents = new Map<NodeShape, string>();
  // From the end, as what is inside a node comes behind it.
  for (const shape of shapes.toReversed()) {
    const inside = childrenOf(shape).map((child) => `${baseOf(child.node)}(${contents.get(child) ?? ''})`);
    contents.set(shape, `${shape.text}|${inside.join(',')}`);
  }
  return { childrenOf, parentOf, contentOf: (shape) => contents.get(shape) ?? '' };
}
