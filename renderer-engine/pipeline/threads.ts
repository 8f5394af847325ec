import type { StageName } from '../engine.ts';

/** Port: threads that can be killed. Each does one task after the other; a lost thread is replaced. */
export interface Threads<Request, Answer> {
  /** How many tasks run side by side. */
  readonly count: number;
  /** How many tasks may be handed over before some are done: more than `count` where small ones go in groups. */
  readonly room: number;
  run(request: Request): ThreadTask<Answer>;
  close(): Promise<void>;
}

export interface ThreadTask<Answer> {
  /** Rejects with a `ThreadFailure`, nothing else. */
  readonly answer: Promise<Answer>;
  /** Ends the task, even when it never returns. */
  cancel(): void;
  /** What the thread itself spent on it; null when nobody knows. */
  milliseconds?(): number | null;
}

/** Why a task has no answer. */
export type ThreadProblem =
  /** Its thread is gone: out of memory, or ended by itself. */
  | 'crashed'
  /** One stage took too long, and its thread was killed. */
  | 'timeout'
  /** Whoever asked called it off. */
  | 'canceled'
  /** The task threw: a mistake of ours, in words. */
  | 'threw';

export class ThreadFailure extends Error {
  readonly problem: ThreadProblem;
  /** Where it was when its time was over. */
  readonly stage: StageName | null;
  constructor(problem: ThreadProblem, message: string, stage: StageName | null = null) {
    super(message);
    this.problem = problem;
    this.stage = stage;
  }
}
