import type { Comparison } from '../types/comparison.ts';
import type { Box } from '../types/shot.ts';
import { sizeOfPng } from './png.ts';
import { matchOnWorker } from './workers.ts';

/** Name and version of the metric, kept with every baseline: another version may count other pixels. */
export const metric = 'pixelmatch 7.2.0';

/**
 * How far two colors may be apart and still count as the same: not at all. Two pictures of the same page by the same
 * browser are equal to the last bit, and one step of a color is a change somebody made.
 */
export const defaultThreshold = 0;

export interface CompareOptions {
  /** 0–1: how far two colors may be apart and still count as the same; 0 by default. */
  readonly threshold?: number;
  /** Whether edges that only differ in their smoothing count as well: by default where no color may differ either. */
  readonly includeAA?: boolean;
  /** What is left out, in device pixels. */
  readonly areas?: readonly Box[];
}

/**
 * Compares two PNGs. Equal bytes are equal without decoding; otherwise pixelmatch counts. Different sizes are laid over each other at the top left, what sticks out is changed.
 * Rejects with an `Error` when one of the two is no readable PNG.
 */
export async function comparePictures(
  before: Uint8Array,
  after: Uint8Array,
  { threshold = defaultThreshold, includeAA = threshold === 0, areas = [] }: CompareOptions = {},
): Promise<Comparison> {
  if (Buffer.compare(before, after) !== 0) {
    return matchOnWorker({ before, after, options: { threshold, includeAA, areas } });
  }
  const size = sizeOfPng(before);
  return {
    equal: true,
    changedPixels: 0,
    totalPixels: size[0] * size[1],
    sizes: { before: size, after: size },
    difference: null,
    clusters: [],
    density: 0,
    runs: new Uint32Array(),
  };
}
