import { Worker } from 'node:worker_threads';
import { type Failure, fail, ok, type Result, type WorkerStatistics } from '#contract';
import type { StageName } from '#engine';
import { clearMarks, newSharedMarks, watchStages } from '#engine/node';
import { type Kept, type Question, ready, type WorkerAnswer, type WorkerSetup } from './messages.ts';

export type EngineFailure = Failure<'engine/stopped' | 'engine/timeout'>;

export interface WorkerHostOptions {
  readonly address: URL;
  /** Sent as `workerData` to every worker that is started, see `WorkerSetup`. */
  readonly setup: unknown;
  /** Milliseconds one stage of the engine may take before its worker is killed, and how long none may begin. */
  readonly patience: number;
}

/** How many times longer a worker may take to start: it loads the engine and reads the whole project. */
const startFactor = 6;

/** A worker that answers jobs one after the other, is killed when it hangs, and is started again when it is gone. */
export interface WorkerHost {
  ask(job: string, request: unknown): Promise<Result<unknown, EngineFailure>>;
  statistics(): WorkerStatistics;
  /** Ends the worker; the next job gets a new one. */
  restart(): void;
  close(): Promise<void>;
}

interface Waiting extends Question {
  readonly answer: (result: Result<unknown, EngineFailure>) => void;
  readonly refuse: (error: Error) => void;
}

/** Starts with the first job. A job that throws in the worker rejects: that is our mistake, not the world's. */
export function startWorkerHost({ address, setup, patience }: WorkerHostOptions): WorkerHost {
  const queue: Waiting[] = [];
  let current: { readonly job: Waiting; unwatch: () => void } | null = null;
  let marks = newSharedMarks();
  let kept: Kept = {};
  const counts = { starts: 0, crashes: 0, timeouts: {} as Record<string, number> };
  let last: WorkerStatistics['last'] = null;
  let isReady = false;
  let worker: Worker | null = null;
  let closed = false;
  let count = 0;

  function start(): Worker {
    // Flags of the main program, e.g. an inspector's port or a script on its command line, are not the worker's.
    const execArgv = process.execArgv.filter((flag) => flag.startsWith('--experimental-'));
    // A worker that is being killed may still write where it was.
    marks = newSharedMarks();
    const workerData = { ...(setup as object), marks, kept } satisfies WorkerSetup;
    const started = new Worker(address, { workerData, execArgv });
    counts.starts += 1;
    isReady = false;
    started.on('message', (answer: WorkerAnswer) => {
      if (worker === started && answer.kept) kept = { ...kept, ...answer.kept };
      if (worker === started && answer.id === ready.id) return beginWatch();
      if (current?.job.id !== answer.id) return;
      const { job } = finish(current);
      if (answer.ok) job.answer(ok(answer.value));
      else job.refuse(new Error(answer.message));
      next();
    });
    started.on('error', (error) => crash(started, ` (${error.message})`));
    started.on('exit', () => crash(started, ''));
    // An idle engine keeps no command line waiting.
    started.unref();
    return started;
  }

  function crash(lost: Worker, why: string): void {
    if (worker !== lost) return;
    counts.crashes += 1;
    const message = `The engine stopped${why} and was started again. Try once more.`;
    last = { job: current?.job.job ?? null, message };
    lose(lost, 'engine/stopped', message);
  }

  function lose(lost: Worker, code: EngineFailure['code'], message: string): void {
    worker = null;
    void lost.terminate();
    if (current) finish(current).job.answer(fail(code, message));
    next();
  }

  function finish(ended: NonNullable<typeof current>) {
    ended.unwatch();
    current = null;
    worker?.unref();
    return ended;
  }

  function next(): void {
    const job = current || closed ? undefined : queue.shift();
    if (!job) return;
    const used = worker ?? start();
    worker = used;
    used.ref();
    clearMarks(marks);
    current = { job, unwatch: watch(used, isReady ? patience : patience * startFactor) };
    used.postMessage({ id: job.id, job: job.job, request: job.request } satisfies Question);
  }

  function watch(watched: Worker, between: number): () => void {
    return watchStages(marks, {
      stage: patience,
      between,
      over(stage) {
        if (worker !== watched) return;
        counts.timeouts[stage ?? 'none'] = (counts.timeouts[stage ?? 'none'] ?? 0) + 1;
        const message = tooLong(stage, stage ? patience : between);
        last = { job: current?.job.job ?? null, message };
        lose(watched, 'engine/timeout', message);
      },
    });
  }

  /** The worker has started: from here on the job's own time counts. */
  function beginWatch(): void {
    isReady = true;
    if (!current || !worker) return;
    current.unwatch();
    current.unwatch = watch(worker, patience);
  }

  return {
    ask: (job, request) =>
      new Promise((answer, refuse) => {
        if (closed) return answer(fail('engine/stopped', 'The project was closed.'));
        count += 1;
        queue.push({ id: count, job, request, answer, refuse });
        next();
      }),
    restart() {
      if (worker) lose(worker, 'engine/stopped', 'The engine was started again. Try once more.');
    },
    statistics: () => ({ ...counts, timeouts: { ...counts.timeouts }, last }),
    close: async () => {
      closed = true;
      const stopped = fail('engine/stopped', 'The project was closed.');
      for (const job of queue.splice(0)) job.answer(stopped);
      const ended = worker;
      worker = null;
      if (current) finish(current).job.answer(stopped);
      await ended?.terminate();
    },
  };
}

function tooLong(stage: StageName | null, milliseconds: number): string {
  const seconds = milliseconds / 1_000;
  const what = stage
    ? `The stage "${stage}" of the engine did not end within ${seconds} s`
    : `The engine did not answer within ${seconds} s`;
  return `${what}, so it was stopped and started again. Undo your last change if this repeats.`;
}
