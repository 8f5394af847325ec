import type { SharedMarks } from '#engine/node';

/** One message to the worker. */
export interface Question {
  /** Counts from 1. */
  readonly id: number;
  readonly job: string;
  readonly request: unknown;
}

/** The one that answers it. */
export type WorkerAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown; readonly kept?: Kept }
  | { readonly id: number; readonly ok: false; readonly message: string; readonly kept?: Kept };

/** What a worker leaves with its host, part by part, for the worker that takes its place. */
export type Kept = Readonly<Record<string, unknown>>;

/** What every worker is given besides its own setup. */
export interface WorkerSetup {
  /** Where it tells which stage it is in. */
  readonly marks: SharedMarks;
  /** From the workers before it. */
  readonly kept: Kept;
}

/** What a worker says first, once it has read everything it needs to answer jobs. */
export const ready: WorkerAnswer = { id: 0, ok: true, value: null };
