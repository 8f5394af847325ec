export interface Size {
  readonly width: number;
  readonly height: number;
}

const steps = [0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 1, 1.5, 2, 3, 4, 8, 16];
/** Around and between pictures, in CSS pixels. */
const margin = 24;
/** Above a picture, for its label. */
const label = 24;

/** The next larger (or smaller) step of zoom. */
export const nextZoom = (zoom: number, direction: 1 | -1): number =>
  (direction > 0 ? steps.find((step) => step > zoom * 1.01) : steps.findLast((step) => step < zoom * 0.99)) ?? zoom;

/** The scale at which pictures, in one or two columns, fit the width of a space; tall ones scroll. Never enlarges. */
export function fitPictures(pictures: readonly Size[], space: Size, columns: number): number {
  const widest = Math.max(1, ...pictures.map(({ width }) => width));
  const tallest = Math.max(1, ...pictures.map(({ height }) => height));
  const byWidth = (space.width - margin * (columns + 1)) / columns / widest;
  const byHeight = (space.height - 2 * margin - label) / tallest;
  // A long page shrunk to its height would be a thread: its width then decides.
  const scale = tallest > widest * 2 ? byWidth : Math.min(byWidth, byHeight);
  return Math.min(1, Math.max(0.1, Number.isFinite(scale) ? scale : 1));
}
