import type { Clock } from '../engine.ts';
import type { Timers } from '../registry/ports.ts';

/** The time one validation may take, shared by everything in it that waits. */
export interface TimeBudget {
  /** What a task of the host gives; null when it fails or comes too late. */
  within<T>(task: () => T | PromiseLike<T>): Promise<T | null>;
  /** Lets go of the timer. */
  end(): void;
}

/** Starts now and ends after that many milliseconds. Without timers nothing is waited for: a promise is too late. */
export function timeBudget(milliseconds: number, timers: Timers | undefined, clock: Clock): TimeBudget {
  const start = clock();
  const over = Promise.withResolvers<null>();
  const cancel = timers?.(milliseconds, () => over.resolve(null));
  // Work that never lets go of the thread holds the timer back as well, so the clock is asked too.
  const inTime = <T>(value: T): T | null => (clock() - start > milliseconds ? null : value);
  return {
    async within(task) {
      try {
        const given = task();
        if (!isPromise(given)) return inTime(given);
        if (!cancel) return null;
        return inTime(await Promise.race([given, over.promise]));
      } catch {
        // The host failed, which says nothing about the value.
        return null;
      }
    },
    end: () => cancel?.(),
  };
}

const isPromise = <T>(value: T | PromiseLike<T>): value is PromiseLike<T> =>
  typeof (value as { then?: unknown } | null)?.then === 'function';
