import type { StageName } from '../engine.ts';

/** Port: hears which stage begins, so that whoever watches from outside can tell where a thread hangs. */
export interface StageMarks {
  enter(stage: StageName): void;
  leave(): void;
}
