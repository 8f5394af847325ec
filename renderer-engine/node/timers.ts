import type { Timers } from '../registry/ports.ts';

/** The clock on the wall, in milliseconds since 1970: shown to people, never seen by rendered output. */
export const nodeNow = (): number => Date.now();

/** Node's own timers behind the engine's port. */
export const nodeTimers: Timers = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};

/** As `nodeTimers`, for what is done now and then: they keep no process alive. */
export const idleTimers: Timers = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds).unref();
  return () => clearTimeout(timer);
};
