import type { Runs } from './runs.ts';

/** The most changed pixels in any window of `size` × `size`: tells a small thing that is gone from noise all over. */
export function densityOf(runs: Runs, width: number, size = 16): number {
  const byColumn = new Uint32Array(width);
  let densest = 0;
  let oldest = 0;
  for (let at = 0; at < runs.length; ) {
    const row = runs[at]!;
    for (; oldest < at && runs[oldest]! <= row - size; oldest += 3) {
      for (let column = runs[oldest + 1]!; column < runs[oldest + 2]!; column++) byColumn[column]!--;
    }
    for (; at < runs.length && runs[at] === row; at += 3) {
      for (let column = runs[at + 1]!; column < runs[at + 2]!; column++) byColumn[column]!++;
    }
    densest = Math.max(densest, densestOf(byColumn, size));
  }
  return densest;
}

function densestOf(byColumn: Uint32Array, size: number): number {
  let densest = 0;
  let sum = 0;
  for (let column = 0; column < byColumn.length; column++) {
    sum += byColumn[column]!;
    if (column >= size) sum -= byColumn[column - size]!;
    if (sum > densest) densest = sum;
  }
  return densest;
}
