import { cachedThreads } from '../cache/cached-threads.ts';
import type { CacheStatistics } from '../cache/expiring-cache.ts';
import { expiringCache } from '../cache/expiring-cache.ts';
import { layeredCache, type OuterCache, plainTexts } from '../cache/layered-cache.ts';
import { type Batch, type BatchOptions, createBatch } from '../pipeline/batch.ts';
import { nodeClock } from './clock.ts';
import { compileKeys } from './compile-cache-key.ts';
import type { CompileAnswer, CompileRequest } from './compile-task.ts';
import { type ThreadPoolOptions, threadPool } from './thread-pool.ts';

export interface CompileBatchOptions
  extends Omit<ThreadPoolOptions, 'worker' | 'setup'>,
    Pick<BatchOptions<unknown, unknown>, 'most' | 'whenFull'> {
  /** A project's folder, or a file of it; left out: every document stands alone, unless it says where it belongs. */
  readonly place?: string;
  /** Caches that outlive this process, the nearest first; one in memory is before them. Left out: nothing is kept. */
  readonly caches?: readonly OuterCache[];
}

/** A batch that may have been answered before. */
export interface CompileBatch extends Batch<CompileRequest, CompileAnswer> {
  /** By level; null without `caches`. */
  caches(): Readonly<Record<string, CacheStatistics>> | null;
}

const oneHour = 60 * 60 * 1_000;
const memoryBytes = 64 * 2 ** 20;

/** Compiles many documents on all cores. */
export function compileBatch({ place, caches, most, whenFull, ...pool }: CompileBatchOptions = {}): CompileBatch {
  const threads = threadPool<CompileRequest, CompileAnswer>({
    ...pool,
    worker: new URL('./compile-worker.ts', import.meta.url),
    setup: { place: place ?? null },
  });
  const cache = caches ? layered(caches) : null;
  const keys = compileKeys();
  const placed = (request: CompileRequest): CompileRequest => (place === undefined ? request : { place, ...request });
  const asked = cache
    ? cachedThreads(threads, {
        cache,
        keyOf: (request) => keys.keyOf(placed(request)),
        write: (answer, request) => (keys.isKept(answer, placed(request)) ? JSON.stringify(answer) : null),
        read: readAnswer,
      })
    : threads;
  const batch = createBatch({ threads: asked, clock: nodeClock, ...(most && { most }), ...(whenFull && { whenFull }) });
  return { ...batch, caches: () => cache?.statistics() ?? null };
}

const layered = (outer: readonly OuterCache[]) =>
  layeredCache({
    memory: expiringCache<string>({ most: 4_096, mostBytes: memoryBytes, lifetime: oneHour, clock: nodeClock }),
    outer,
    clock: nodeClock,
    texts: plainTexts,
  });

/** Whoever else writes to that cache may write anything. */
function readAnswer(text: string): CompileAnswer | null {
  try {
    const answer = JSON.parse(text) as CompileAnswer | null;
    return typeof answer?.hash === 'string' && Array.isArray(answer.diagnostics) ? answer : null;
  } catch {
    return null;
  }
}
