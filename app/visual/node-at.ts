import type { Box, CaseResult, NodeShape } from '#contract';

/** The deepest node whose box holds a pixel of the picture; null where none does. */
export function nodeAt(shapes: readonly NodeShape[], x: number, y: number, dpr: number): NodeShape | null {
  const byName = new Map(shapes.map((shape) => [shape.node, shape]));
  const depthOf = (shape: NodeShape): number => {
    let depth = 0;
    for (let up = byName.get(shape.parent ?? ''); up && depth < shapes.length; up = byName.get(up.parent ?? ''))
      depth++;
    return depth;
  };
  const [left, top] = [(x + 0.5) / dpr, (y + 0.5) / dpr];
  let found: { readonly shape: NodeShape; readonly depth: number } | null = null;
  for (const shape of shapes) {
    const [boxLeft, boxTop, width, height] = shape.box;
    if (left < boxLeft || top < boxTop || left >= boxLeft + width || top >= boxTop + height) continue;
    const depth = depthOf(shape);
    // Of two beside each other, the later one is painted over the earlier.
    if (depth >= (found?.depth ?? 0)) found = { shape, depth };
  }
  return found?.shape ?? null;
}

/** A box of the page in pixels of its picture. */
export const inPixels = ([left, top, width, height]: Box, dpr: number): Box => [
  left * dpr,
  top * dpr,
  width * dpr,
  height * dpr,
];

/** The changed places of a picture in reading order; its clusters, or what changed by itself where there are none. */
export function placesOf({ clusters, changes, case: { viewport } }: CaseResult): readonly Box[] {
  const boxes =
    clusters.length > 0
      ? clusters.map(({ box }) => box)
      : changes.flatMap(({ cause, before, after }) => {
          const box = after ?? before;
          return cause === null && box ? [inPixels(box, viewport.dpr)] : [];
        });
  return boxes.toSorted((left, right) => left[1] - right[1] || left[0] - right[0]);
}
