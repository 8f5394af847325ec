import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { ThreadFailure, type Threads } from '../pipeline/threads.ts';
import { slices } from './slices.ts';
import { threadMegabytes } from './thread-memory.ts';

export interface ThreadPoolOptions {
  /** A module whose default export was made by `sliceTask`. */
  readonly worker: URL;
  /** The worker's `workerData`. */
  readonly setup?: unknown;
  /** Default: one per core. */
  readonly count?: number;
  /** Milliseconds a stage may take before its thread is killed. Default 10 s. */
  readonly stageTimeout?: number;
  /** Megabytes a thread may use before it is ended. Default: `threadMegabytes()`. */
  readonly megabytes?: number;
}

const defaultStageTimeout = 10_000;

/** Threads of Node, kept by Piscina; a thread is replaced when its task is called off, hangs or takes it down. */
export function threadPool<Request, Answer>(options: ThreadPoolOptions): Threads<Request, Answer> {
  const { count = availableParallelism(), stageTimeout = defaultStageTimeout } = options;
  let pool: Piscina | null = null;
  /** Why a pool was given up. */
  let loss: Error | null = null;

  /** A thread that dies while it has nothing to do may leave the pool without any: the next task gets a new pool. */
  const open = (): Piscina => {
    const opened = newPool(options, count);
    opened.on('error', (error: Error) => {
      loss = error;
      if (pool === opened) pool = null;
      void opened.destroy();
    });
    return opened;
  };

  const { run, cancelAll, room } = slices<Request, Answer>({
    count,
    stageTimeout,
    async send(slice, signal) {
      pool ??= open();
      const used = pool;
      // Pools do not keep a process alive, but whoever waits for this does.
      const hold = setInterval(() => undefined, 2 ** 30);
      try {
        return await used.run(slice, { signal });
      } catch (error) {
        throw failureOf(isTerminated(error) && pool !== used && loss ? loss : error);
      } finally {
        clearInterval(hold);
      }
    },
  });

  return {
    count,
    get room() {
      return room();
    },
    run,
    async close() {
      const closing = pool;
      pool = null;
      cancelAll();
      await closing?.destroy();
    },
  };
}

const newPool = ({ worker, setup, megabytes = threadMegabytes() }: ThreadPoolOptions, count: number): Piscina =>
  new Piscina({
    filename: worker.href,
    workerData: setup,
    minThreads: count,
    maxThreads: count,
    maxQueue: count,
    // Flags of the main program, e.g. an inspector's port or a script on its command line, are not the worker's.
    execArgv: process.execArgv.filter((flag) => flag.startsWith('--experimental-')),
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
    recordTiming: false,
  });

function failureOf(error: unknown): ThreadFailure {
  const { name = '', message = String(error), code = '' } = error as Partial<NodeJS.ErrnoException>;
  if (name === 'AbortError') return new ThreadFailure('canceled', 'It was called off while it ran.');
  if (code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new ThreadFailure('crashed', 'It needed more memory than a thread may use. Make the document smaller.');
  if (isTerminated(error)) return new ThreadFailure('crashed', `Its thread ended by itself (${message}).`);
  return new ThreadFailure('threw', message);
}

/** Piscina's own words for a task whose thread is gone. */
const isTerminated = (error: unknown): boolean =>
  error instanceof Error && /^(worker exited with code|Terminating worker)/.test(error.message);
