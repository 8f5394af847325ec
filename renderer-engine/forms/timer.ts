/** The host's timer, as far as the engine uses it: to stop waiting for a check. Never seen by rendered output. */
interface Timers {
  setTimeout(run: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
}

const timers = globalThis as unknown as Timers;

/** What the promise gives, or null when it takes longer than the budget or fails. */
export function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | null> {
  return new Promise((settle) => {
    const timer = timers.setTimeout(() => settle(null), milliseconds);
    const finish = (value: T | null) => {
      timers.clearTimeout(timer);
      settle(value);
    };
    promise.then(finish, () => finish(null));
  });
}
