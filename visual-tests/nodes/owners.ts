import { eachRun, type Runs } from '../diff/runs.ts';
import type { Box, NodeShape } from '../types/shot.ts';
import { type ShapeTree, treeOf } from './shape-tree.ts';

/** Calls back with pieces of changed rows and the innermost node each belongs to in a picture; null: to none. */
export type Owners = (
  row: number,
  first: number,
  behind: number,
  visit: (owner: NodeShape | null, first: number, behind: number) => void,
) => void;

/**
 * To whom the pixels of a picture belong: the last node in the order of the document whose box is there, which is the
 * innermost, or the one painted later. What an ancestor cuts off does not count. Rows have to be asked for from the top.
 */
export function ownersIn(shapes: readonly NodeShape[], dpr: number, width: number): Owners {
  const boxes = visibleBoxes(shapes, treeOf(shapes)).map((box) => pixelsOf(box, dpr));
  const edges = [...new Set(boxes.flatMap(([, top, , bottom]) => [top, bottom]))].sort((a, b) => a - b);
  const owners = new Int32Array(width).fill(-1);
  let known = -1; // Rows from the last edge on up to here have the same owners.
  let next = 0;
  const moveTo = (row: number) => {
    if (row < known) return;
    while (next < edges.length && edges[next]! <= row) next++;
    known = edges[next] ?? Number.POSITIVE_INFINITY;
    owners.fill(-1);
    boxes.forEach(([left, top, right, bottom], index) => {
      if (top <= row && row < bottom) owners.fill(index, left, Math.max(left, right));
    });
  };
  return (row, first, behind, visit) => {
    moveTo(row);
    for (let at = first; at < behind; ) {
      const owner = owners[at] ?? -1;
      let end = at + 1;
      while (end < behind && (owners[end] ?? -1) === owner) end++;
      visit(shapes[owner] ?? null, at, end);
      at = end;
    }
  };
}

/** Changed pixels by who they belong to in the older and in the newer picture. */
export function eachOwned(
  runs: Runs,
  before: Owners,
  after: Owners,
  visit: (was: NodeShape | null, is: NodeShape | null, row: number, first: number, behind: number) => void,
): void {
  eachRun(runs, (row, start, end) => {
    before(row, start, end, (was, first, behind) => {
      after(row, first, behind, (is, from, to) => visit(was, is, row, from, to));
    });
  });
}

/** Boxes as far as they show: cut at ancestors that cut off what overflows them. */
function visibleBoxes(shapes: readonly NodeShape[], tree: ShapeTree): readonly Box[] {
  const within = new Map<NodeShape, Box>();
  return shapes.map((shape) => {
    const parent = tree.parentOf(shape);
    const around = parent && within.get(parent);
    const box = around ? overlap(shape.box, around) : shape.box;
    const cuts = 'overflow-x' in shape.style || 'overflow-y' in shape.style;
    within.set(shape, cuts ? box : (around ?? everywhere));
    return box;
  });
}

const everywhere: Box = [-1e9, -1e9, 2e9, 2e9];

function overlap([left, top, width, height]: Box, [x, y, wide, high]: Box): Box {
  const [from, down] = [Math.max(left, x), Math.max(top, y)];
  const [to, bottom] = [Math.min(left + width, x + wide), Math.min(top + height, y + high)];
  return [from, down, Math.max(0, to - from), Math.max(0, bottom - down)];
}

/** Left, top, right and bottom in device pixels: all that a box touches. */
function pixelsOf([left, top, width, height]: Box, dpr: number): readonly [number, number, number, number] {
  if (width <= 0 || height <= 0) return [0, 0, 0, 0];
  const start = (value: number) => Math.max(0, Math.floor(value * dpr + 0.01));
  const end = (value: number) => Math.max(0, Math.ceil(value * dpr - 0.01));
  return [start(left), start(top), end(left + width), end(top + height)];
}
