import type { Box } from '#contract';

export interface Size {
  readonly width: number;
  readonly height: number;
}

const steps = [0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64];
/** Around pictures, in CSS pixels. */
const margin = 24;
/** Above a picture, for its label. */
const label = 24;

/** From here on single pixels are told apart, and a grid between them helps. */
export const gridScale = 8;

/** The next larger (or smaller) step of zoom. */
export const nextZoom = (zoom: number, direction: 1 | -1): number =>
  (direction > 0 ? steps.find((step) => step > zoom * 1.01) : steps.findLast((step) => step < zoom * 0.99)) ?? zoom;

/** The scale at which pictures fit the width of a space of their own; tall ones scroll. Never enlarges. */
export function fitPictures(pictures: readonly Size[], space: Size): number {
  const widest = Math.max(1, ...pictures.map(({ width }) => width));
  const tallest = Math.max(1, ...pictures.map(({ height }) => height));
  const byWidth = (space.width - 2 * margin) / widest;
  const byHeight = (space.height - 2 * margin - label) / tallest;
  // A long page shrunk to its height would be a thread: its width then decides.
  const scale = tallest > widest * 2 ? byWidth : Math.min(byWidth, byHeight);
  return Math.min(1, Math.max(0.1, Number.isFinite(scale) ? scale : 1));
}

/** The step at which a box fills about a third of a space, so that what is around it still shows. */
export function zoomOnto([, , width, height]: Box, space: Size): number {
  const wanted = Math.min(space.width / Math.max(1, width), space.height / Math.max(1, height)) / 3;
  return steps.findLast((step) => step <= wanted) ?? steps[0]!;
}

/** A change so small that nobody finds it in the whole picture, so that it is shown larger by itself. */
export const isTiny = ([, , width, height]: Box, picture: Size, scale: number): boolean =>
  Math.max(width, height) * scale < 24 && width * height < (picture.width * picture.height) / 500;
