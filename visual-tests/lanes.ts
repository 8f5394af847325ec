import type { VisualCase } from './types.ts';

/** What is left to shoot in one browser. */
export interface Lane {
  readonly queue: VisualCase[];
  /** How many are at it. */
  workers: number;
}

/**
 * Cases by browser: who shoots keeps to one browser until its cases are done, so that no more of them run than there are
 * workers. Within one, cases of a scheme come together, because some browsers are started anew for another.
 */
export function lanesOf(cases: readonly VisualCase[]): { next(): Lane | null } {
  const lanes: readonly Lane[] = [...Map.groupBy(cases, ({ browser }) => browser).values()].map((queue) => ({
    queue: queue.toSorted((left, right) => (left.scheme < right.scheme ? 1 : left.scheme > right.scheme ? -1 : 0)),
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

const shareOf = ({ queue, workers }: Lane): number => queue.length / (workers + 1);
