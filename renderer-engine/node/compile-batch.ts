import { type Batch, type BatchOptions, createBatch } from '../pipeline/batch.ts';
import { nodeClock } from './clock.ts';
import type { CompileAnswer, CompileRequest } from './compile-task.ts';
import { type ThreadPoolOptions, threadPool } from './thread-pool.ts';

export interface CompileBatchOptions
  extends Omit<ThreadPoolOptions, 'worker' | 'setup'>,
    Pick<BatchOptions<unknown, unknown>, 'most' | 'whenFull'> {
  /** A project's folder, or a file of it; left out: every document stands alone. */
  readonly place?: string;
}

/** Compiles many documents on all cores. */
export function compileBatch({
  place,
  most,
  whenFull,
  ...pool
}: CompileBatchOptions = {}): Batch<CompileRequest, CompileAnswer> {
  const threads = threadPool<CompileRequest, CompileAnswer>({
    ...pool,
    worker: new URL('./compile-worker.ts', import.meta.url),
    setup: { place: place ?? null },
  });
  return createBatch({ threads, clock: nodeClock, ...(most && { most }), ...(whenFull && { whenFull }) });
}
