import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { StageName } from '../engine.ts';
import { ThreadFailure, type Threads } from '../pipeline/threads.ts';
import { clearMarks, newSharedMarks, type SharedMarks, watchStages } from './stage-marks.ts';

/** What a worker's default export is given. */
export interface ThreadTaskMessage<Request> {
  readonly request: Request;
  /** Where it tells which stage it is in. */
  readonly marks: SharedMarks;
}

export interface ThreadPoolOptions {
  /** A module whose default export takes a `ThreadTaskMessage` and answers. */
  readonly worker: URL;
  /** The worker's `workerData`. */
  readonly setup?: unknown;
  /** Default: one per core. */
  readonly count?: number;
  /** Milliseconds a stage may take before its thread is killed. Default 10 s. */
  readonly stageTimeout?: number;
  /** Megabytes a thread may use before it is ended. */
  readonly megabytes?: number;
}

const defaultStageTimeout = 10_000;

/** Enough for the largest document the limits allow. */
const defaultMegabytes = 512;

/** Threads of Node, kept by Piscina; a thread is replaced when its task is called off, hangs or takes it down. */
export function threadPool<Request, Answer>(options: ThreadPoolOptions): Threads<Request, Answer> {
  const { count = availableParallelism(), stageTimeout = defaultStageTimeout } = options;
  let pool: Piscina | null = null;
  /** Why a pool was given up. */
  let loss: Error | null = null;
  const idleMarks: SharedMarks[] = [];

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

  async function answer(request: Request, abort: AbortController, ended: Ended): Promise<Answer> {
    const marks = idleMarks.pop() ?? newSharedMarks();
    clearMarks(marks);
    const unwatch = watchStages(marks, {
      stage: stageTimeout,
      over(stage) {
        ended.isLate = true;
        ended.stage = stage;
        abort.abort();
      },
    });
    pool ??= open();
    const used = pool;
    // Pools do not keep a process alive, but whoever waits for this does.
    const hold = setInterval(() => undefined, 2 ** 30);
    try {
      const message: ThreadTaskMessage<Request> = { request, marks };
      return (await used.run(message, { signal: abort.signal })) as Answer;
    } catch (error) {
      const cause = isTerminated(error) && pool !== used && loss ? loss : error;
      throw failureOf(cause, ended, stageTimeout);
    } finally {
      clearInterval(hold);
      unwatch();
      // A thread that is being killed may still write where it was.
      if (!abort.signal.aborted) idleMarks.push(marks);
    }
  }

  return {
    count,
    run(request) {
      const abort = new AbortController();
      return { answer: answer(request, abort, { isLate: false, stage: null }), cancel: () => abort.abort() };
    },
    async close() {
      const closing = pool;
      pool = null;
      await closing?.destroy();
    },
  };
}

interface Ended {
  isLate: boolean;
  /** The stage whose time was over. */
  stage: StageName | null;
}

const newPool = ({ worker, setup, megabytes = defaultMegabytes }: ThreadPoolOptions, count: number): Piscina =>
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

function failureOf(error: unknown, { isLate, stage }: Ended, limit: number): ThreadFailure {
  if (isLate) {
    const message = stage
      ? `The stage "${stage}" did not end within ${limit / 1_000} s and was stopped. Make the document smaller, or look for what never ends.`
      : 'Its thread did not begin to work and was stopped.';
    return new ThreadFailure('timeout', message, stage);
  }
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
