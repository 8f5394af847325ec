/** One message to the worker. */
export interface Question {
  /** Counts from 1. */
  readonly id: number;
  readonly job: string;
  readonly request: unknown;
}

/** The one that answers it. */
export type WorkerAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string };

/** What a worker says first, once it has read everything it needs to answer jobs. */
export const ready: WorkerAnswer = { id: 0, ok: true, value: null };
