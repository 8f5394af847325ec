import type { Cluster } from '../types/comparison.ts';
import { eachRun, type Runs } from './runs.ts';

/** So many are told apart; the rest is counted in the comparison's pixels only. */
export const mostClusters = 100;

/** Pixels. What is less than this apart belongs together; at twice as much nothing does. */
const near = 8;

/**
 * Boxes around changed pixels that touch or nearly do, in device pixels, largest first: squares of the picture that
 * have changed pixels are joined with those around them.
 */
export function clustersOf(runs: Runs, width: number): readonly Cluster[] {
  const columns = Math.ceil(width / near);
  const squares = new Map<number, Found>();
  eachRun(runs, (row, first, behind) => {
    for (let column = Math.floor(first / near); column * near < behind; column++) {
      const key = Math.floor(row / near) * columns + column;
      const left = Math.max(first, column * near);
      const right = Math.min(behind, (column + 1) * near);
      const found = squares.get(key);
      if (found) grow(found, left, row, right, row + 1, right - left);
      else squares.set(key, { left, top: row, right, bottom: row + 1, pixels: right - left });
    }
  });
  return joined(squares, columns)
    .sort((a, b) => b.pixels - a.pixels || a.top - b.top || a.left - b.left)
    .slice(0, mostClusters)
    .map(({ left, top, right, bottom, pixels }) => ({
      box: [left, top, right - left, bottom - top],
      changedPixels: pixels,
      node: null,
    }));
}

interface Found {
  left: number;
  top: number;
  right: number;
  bottom: number;
  pixels: number;
}

function grow(found: Found, left: number, top: number, right: number, bottom: number, pixels: number): void {
  found.left = Math.min(found.left, left);
  found.top = Math.min(found.top, top);
  found.right = Math.max(found.right, right);
  found.bottom = Math.max(found.bottom, bottom);
  found.pixels += pixels;
}

function joined(squares: Map<number, Found>, columns: number): Found[] {
  const found: Found[] = [];
  for (const [key, square] of squares) {
    squares.delete(key);
    const all = { ...square };
    const waiting = [key];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      for (const beside of around(at, columns)) {
        const other = squares.get(beside);
        if (!other) continue;
        squares.delete(beside);
        grow(all, other.left, other.top, other.right, other.bottom, other.pixels);
        waiting.push(beside);
      }
    }
    found.push(all);
  }
  return found;
}

function* around(key: number, columns: number): Iterable<number> {
  const column = key % columns;
  for (let down = -1; down <= 1; down++) {
    for (let across = Math.max(-1, -column); across <= Math.min(1, columns - 1 - column); across++) {
      yield key + down * columns + across;
    }
  }
}
