/** Entries kept; a day of typing must not fill the browser's buffer. */
const most = 500;

/**
 * Records, as a `preview` entry of the performance timeline, the time from a key press to the frame that shows its
 * result. The second callback runs after that frame was painted.
 */
export function measurePreview(startedAt: number): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (performance.getEntriesByName('preview', 'measure').length >= most) performance.clearMeasures('preview');
      performance.measure('preview', { start: startedAt, end: performance.now() });
    }),
  );
}
