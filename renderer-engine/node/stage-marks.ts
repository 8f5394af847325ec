import type { StageName } from '../engine.ts';
import type { StageMarks } from '../pipeline/stage-marks.ts';

/** Memory that two threads share: the number of the stage in hand, and when it began. */
export type SharedMarks = SharedArrayBuffer;

export const newSharedMarks = (): SharedMarks => new SharedArrayBuffer(16);

const names: readonly (StageName | null)[] = [
  null,
  'parse',
  'resolve',
  'validate',
  'optimize',
  'emit',
  'render',
  'style',
];

/** Milliseconds that all threads of the process agree on. */
const now = (): number => performance.timeOrigin + performance.now();

/** The side of the thread that works. */
export function markStages(shared: SharedMarks): StageMarks {
  const stage = new Int32Array(shared, 0, 1);
  const began = new Float64Array(shared, 8, 1);
  return {
    enter(name) {
      began[0] = now();
      Atomics.store(stage, 0, names.indexOf(name));
    },
    leave: () => void Atomics.store(stage, 0, 0),
  };
}

/** The side of the thread that watches: the stage in hand and its milliseconds so far, or null between stages. */
export function readMarks(shared: SharedMarks): { readonly stage: StageName; readonly milliseconds: number } | null {
  const stage = names[Atomics.load(new Int32Array(shared, 0, 1), 0)] ?? null;
  return stage && { stage, milliseconds: now() - new Float64Array(shared, 8, 1)[0]! };
}

/** Forgets what a thread that was killed left there. */
export const clearMarks = (shared: SharedMarks): void => void Atomics.store(new Int32Array(shared, 0, 1), 0, 0);

/** Milliseconds a thread may be in no stage at all: it starts, or reads its project. */
const mostBetween = 60_000;

/**
 * Calls `over` as soon as one stage has taken that long, or with null when no stage begins for a minute. Answers a
 * function that ends the watch. The timer keeps no process alive: what it watches does.
 */
export function watchStages(shared: SharedMarks, limit: number, over: (stage: StageName | null) => void): () => void {
  let timer: NodeJS.Timeout;
  let between = 0;
  const look = (): void => {
    const found = readMarks(shared);
    between = found ? 0 : between + limit;
    if (found ? found.milliseconds >= limit : between >= mostBetween) over(found?.stage ?? null);
    else wait(found ? limit - found.milliseconds : limit);
  };
  const wait = (milliseconds: number): void => {
    timer = setTimeout(look, Math.max(1, milliseconds)).unref();
  };
  wait(limit);
  return () => clearTimeout(timer);
}
