import { singleFlight } from '../cache/single-flight.ts';
import { type Db, lastEvent, numberOfEvent, type VersionedEvent, versionedEventsAfter } from '../storage/index.ts';

/** What happens, for as many readers as there are, each at its own pace: nothing is kept for any of them. */
export interface Feed {
  /** Events after a number, the oldest first, at most `atOnce`. */
  after(seq: number): Promise<readonly VersionedEvent[]>;
  /** The number of an event; null when it is not known here, or not any more. */
  find(id: string): Promise<number | null>;
  last(): Promise<number>;
  /** How often it rang. */
  readonly rings: number;
  /** Resolves once it rang more often than that, after so many milliseconds, or when the signal says so. */
  news(rings: number, milliseconds: number, gone: AbortSignal): Promise<void>;
  /** There is something new. */
  rang(): void;
}

export const atOnce = 100;

export function newFeed(db: Db): Feed {
  // Whoever has seen everything asks for the same at the same moment, and is answered by one query.
  const together = singleFlight<readonly VersionedEvent[]>();
  const waiting = new Set<() => void>();
  let rings = 0;
  return {
    after: (seq) => together(`${seq} ${rings}`, () => versionedEventsAfter(db, seq, atOnce)),
    find: (id) => numberOfEvent(db, id),
    last: () => lastEvent(db),
    get rings() {
      return rings;
    },
    news: (heard, milliseconds, gone) =>
      new Promise((resolve) => {
        if (gone.aborted || rings > heard) return resolve();
        const wake = (): void => {
          clearTimeout(timer);
          waiting.delete(wake);
          gone.removeEventListener('abort', wake);
          resolve();
        };
        const timer = setTimeout(wake, milliseconds);
        waiting.add(wake);
        gone.addEventListener('abort', wake, { once: true });
      }),
    rang() {
      rings += 1;
      for (const wake of [...waiting]) wake();
    },
  };
}
