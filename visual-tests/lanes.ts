import type { VisualCase } from './types/case.ts';

/** What is left to shoot in one browser. */
export interface Lane {
  readonly queue: VisualCase[];
  /** How many are at it. */
  workers: number;
}

/**
 * Cases by browser: who shoots keeps to one browser until its cases are done, so that no more of them run than there are
 * workers. Within one, cases that are shown alike come together, those of a scheme first: some browsers are started anew
 * for another scheme, and all need a fresh page for another size.
 */
export function lanesOf(cases: readonly VisualCase[]): { next(): Lane | null } {
  const lanes: readonly Lane[] = [...Map.groupBy(cases, ({ browser }) => browser).values()].map((queue) => ({
    queue: together(together(queue, shownAs), ({ scheme }) => scheme),
    workers: 0,
  }));
  return {
    /** The browser with most left for each of those who are at it; null when all is shot, or about to be. */
    next: () => {
      const open = lanes.filter(({ queue }) => queue.length > 0);
      return open.sort((left, right) => shareOf(right) - shareOf(left))[0] ?? null;
    },
  };
}

/** Those of a name one after the other, in the order the names come. */
const together = (cases: readonly VisualCase[], name: (visualCase: VisualCase) => string): VisualCase[] =>
  [...Map.groupBy(cases, name).values()].flat();

const shownAs = ({ viewport, locale, scheme, medium }: VisualCase): string =>
  JSON.stringify([viewport.width, viewport.height, viewport.dpr, locale, scheme, medium]);

const shareOf = ({ queue, workers }: Lane): number => queue.length / (workers + 1);
