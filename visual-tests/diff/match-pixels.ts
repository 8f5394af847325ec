import pixelmatch from 'pixelmatch';
import { type Band, differentBands } from './bands.ts';
import { type Pixels, rgbaRows } from './pixels.ts';
import { type RunList, runList } from './runs.ts';

export interface MatchOptions {
  /** 0–1: how far two colors may be apart and still count as the same. */
  readonly threshold: number;
  /** Whether edges that only differ in their smoothing count as well. */
  readonly includeAA: boolean;
}

/**
 * The changed pixels of the part both pictures have, at the top left: exactly those that pixelmatch finds in the whole
 * of it. It is only asked about rows that differ, and about as many around them as its look at smoothed edges reaches.
 */
export function matchPixels(a: Pixels, b: Pixels, options: MatchOptions): RunList {
  const width = Math.min(a.width, b.width);
  const height = Math.min(a.height, b.height);
  const runs = runList();
  const bands = differentBands(a, b, width, height, 2 * reach);
  for (const band of positioned(bands, a, b)) {
    const from = Math.max(0, band[0] - reach);
    const to = Math.min(height, band[1] + reach);
    const marks = new Uint8Array((to - from) * width * 4);
    const [one, other] = [rgbaRows(a, from, to, width), rgbaRows(b, from, to, width)];
    pixelmatch(one, other, marks, width, to - from, { ...options, diffMask: true });
    addMarks(runs, new Uint32Array(marks.buffer), width, from, band);
  }
  return runs;
}

/** A pixel is smoothed when a neighbor has equal neighbors of its own: two rows away, and none further. */
const reach = 2;

/**
 * See-through pixels are laid over a checkerboard that depends on where they are, so that they are matched in place: in
 * one band that begins with the picture.
 */
function positioned(bands: readonly Band[], a: Pixels, b: Pixels): readonly Band[] {
  const last = bands.at(-1);
  return last && bands.some((band) => hasAlpha(a, band) || hasAlpha(b, band)) ? [[0, last[1]]] : bands;
}

function hasAlpha({ width, height, channels, data }: Pixels, [from, to]: Band): boolean {
  if (channels === 3) return false;
  const first = Math.max(0, from - reach) * width * 4;
  const behind = Math.min(height, to + reach) * width * 4;
  for (let at = first + 3; at < behind; at += 4) if (data[at] !== 255) return true;
  return false;
}

function addMarks(runs: RunList, marks: Uint32Array, width: number, top: number, [from, to]: Band): void {
  for (let row = from; row < to; row++) {
    const begin = (row - top) * width;
    for (let column = 0; column < width; column++) {
      if (marks[begin + column] === 0) continue;
      const first = column;
      while (column < width && marks[begin + column] !== 0) column++;
      runs.add(row, first, column);
    }
  }
}
