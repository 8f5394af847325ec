import type { Area, Pixels } from './pixels.ts';
import { type RunList, runList } from './runs.ts';

type Size = Pick<Pixels, 'width' | 'height'>;

/** Runs inside what two pictures share at the top left, and what sticks out of it on the right and below, all changed. */
export function withOutside(inside: RunList, whole: Size, shared: Size, areas: readonly Area[]): RunList {
  if (whole.width === shared.width && whole.height === shared.height) return inside;
  const all = runList();
  const runs = inside.runs();
  let at = 0;
  for (let row = 0; row < whole.height; row++) {
    for (; at < runs.length && runs[at] === row; at += 3) all.add(row, runs[at + 1]!, runs[at + 2]!);
    let first = row < shared.height ? shared.width : 0;
    for (const [left, right] of maskedIn(row, areas)) {
      if (left > first) all.add(row, first, Math.min(left, whole.width));
      first = Math.max(first, right);
      if (first >= whole.width) break;
    }
    if (first < whole.width) all.add(row, first, whole.width);
  }
  return { ...all, pixels: () => inside.pixels() + all.pixels() - pixelsIn(runs) };
}

/** Columns of a row that areas cover, from the left. */
function maskedIn(row: number, areas: readonly Area[]): readonly (readonly [number, number])[] {
  return areas
    .filter(([, top, , height]) => row >= Math.floor(top) && row < Math.ceil(top + height))
    .map(([left, , width]) => [Math.max(0, Math.floor(left)), Math.ceil(left + width)] as const)
    .sort((a, b) => a[0] - b[0]);
}

function pixelsIn(runs: Uint32Array): number {
  let pixels = 0;
  for (let at = 0; at < runs.length; at += 3) pixels += runs[at + 2]! - runs[at + 1]!;
  return pixels;
}
