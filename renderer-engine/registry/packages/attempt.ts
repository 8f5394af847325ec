import type { Timers } from '../ports.ts';

export interface AttemptOptions {
  readonly timers: Timers;
  /** Milliseconds one attempt may take. */
  readonly timeout: number;
  readonly attempts: number;
  readonly onRetry: () => void;
  readonly onTimeout: () => void;
}

/** Tries again after attempt² × 100 ms, and rejects with the last problem. What answers too late is not waited for. */
export async function attemptSeveral<T>(act: () => Promise<T>, options: AttemptOptions): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTime(act, options);
    } catch (problem) {
      if (attempt >= options.attempts) throw problem;
      options.onRetry();
      await pause(options.timers, attempt ** 2 * 100);
    }
  }
}

const pause = (timers: Timers, milliseconds: number): Promise<void> =>
  new Promise((resume) => {
    timers(milliseconds, resume);
  });

function inTime<T>(act: () => Promise<T>, { timers, timeout, onTimeout }: AttemptOptions): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = timers(timeout, () => {
      onTimeout();
      reject(new Error(`it did not answer within ${timeout} ms`));
    });
    act().then(resolve, reject).finally(cancel);
  });
}
