import type { Clock } from '../engine.ts';

/** Milliseconds since the process started; never goes back. */
export const nodeClock: Clock = () => performance.now();
