import type { StageName } from '../engine.ts';

/** A mistake of ours, with the stage it happened in. `cause` is what was thrown. */
export class StageError extends Error {
  readonly stage: StageName;

  private constructor(stage: StageName, cause: unknown) {
    super(`The stage "${stage}" failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.stage = stage;
  }

  /** What went through more than one stage keeps the name of the innermost. */
  static of(stage: StageName, cause: unknown): StageError {
    return cause instanceof StageError ? cause : new StageError(stage, cause);
  }
}
