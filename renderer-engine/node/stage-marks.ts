import type { StageName } from '../engine.ts';
import type { StageMarks } from '../pipeline/stage-marks.ts';

/** Memory that two threads share: the number of the stage in hand, how many have begun, and when the last one did. */
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
  const stage = new Int32Array(shared, 0, 2);
  const began = new Float64Array(shared, 8, 1);
  return {
    enter(name) {
      began[0] = now();
      Atomics.add(stage, 1, 1);
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

const stagesBegun = (shared: SharedMarks): number => Atomics.load(new Int32Array(shared, 4, 1), 0);

export interface StageWatchOptions {
  /** Milliseconds one stage may take. */
  readonly stage: number;
  /** Milliseconds in which no stage at all begins: a thread starts, or reads its project. Default a minute. */
  readonly between?: number;
  /** Called once, with the stage that took too long, or with null when none began. */
  readonly over: (stage: StageName | null) => void;
}

/**
 * Watches a thread until something takes too long. Answers a function that ends the watch. The timer keeps no process
 * alive: what it watches does.
 */
export function watchStages(shared: SharedMarks, { stage, between = 60_000, over }: StageWatchOptions): () => void {
  let timer: NodeJS.Timeout;
  let begun = stagesBegun(shared);
  let idleSince = now();
  const look = (): void => {
    const found = readMarks(shared);
    if (found || stagesBegun(shared) !== begun) idleSince = now();
    begun = stagesBegun(shared);
    const idle = now() - idleSince;
    if (found ? found.milliseconds >= stage : idle >= between) over(found?.stage ?? null);
    else wait(found ? stage - found.milliseconds : Math.min(stage, between - idle));
  };
  const wait = (milliseconds: number): void => {
    timer = setTimeout(look, Math.max(1, milliseconds)).unref();
  };
  wait(Math.min(stage, between));
  return () => clearTimeout(timer);
}
