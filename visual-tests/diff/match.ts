import type { Comparison } from '../types/comparison.ts';
import { clustersOf } from './clusters.ts';
import { densityOf } from './density.ts';
import { drawDifference } from './difference-picture.ts';
import { type MatchOptions, matchPixels } from './match-pixels.ts';
import { withOutside } from './outside.ts';
import { type Area, decodePng, paintOver } from './pixels.ts';

export interface PictureOptions extends MatchOptions {
  /** What is left out, in device pixels. */
  readonly areas: readonly Area[];
}

/** Decodes and compares two PNGs pixel by pixel. Heavy: runs on a worker thread. */
export async function matchPictures(
  before: Uint8Array,
  after: Uint8Array,
  { areas, ...options }: PictureOptions,
): Promise<Comparison> {
  const [a, b] = await Promise.all([decodePng(before), decodePng(after)]);
  for (const pixels of [a, b]) paintOver(pixels, areas);
  const whole = { width: Math.max(a.width, b.width), height: Math.max(a.height, b.height) };
  const shared = { width: Math.min(a.width, b.width), height: Math.min(a.height, b.height) };
  const list = withOutside(matchPixels(a, b, options), whole, shared, areas);
  const runs = list.runs();
  const changedPixels = list.pixels();
  return {
    equal: changedPixels === 0,
    changedPixels,
    totalPixels: whole.width * whole.height,
    sizes: { before: [a.width, a.height], after: [b.width, b.height] },
    difference: changedPixels === 0 ? null : drawDifference(runs, whole.width, whole.height),
    clusters: clustersOf(runs, whole.width),
    density: densityOf(runs, whole.width),
    runs,
  };
}
