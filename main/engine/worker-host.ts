import { Worker } from 'node:worker_threads';
import { type Failure, fail, ok, type Result } from '#contract';
import { type Question, ready, type WorkerAnswer } from './messages.ts';

export type EngineFailure = Failure<'engine/stopped' | 'engine/timeout'>;

export interface WorkerHostOptions {
  readonly address: URL;
  /** Sent as `workerData` to every worker that is started. */
  readonly setup: unknown;
  /** Milliseconds a job may take before its worker is killed. */
  readonly patience: number;
}

/** How many times longer a worker may take to start than a job: it loads the engine and reads the whole project. */
const startFactor = 6;

/** A worker that answers jobs one after the other, is killed when it hangs, and is started again when it is gone. */
export interface WorkerHost {
  ask(job: string, request: unknown): Promise<Result<unknown, EngineFailure>>;
  close(): Promise<void>;
}

interface Waiting extends Question {
  readonly answer: (result: Result<unknown, EngineFailure>) => void;
  readonly refuse: (error: Error) => void;
}

/** Starts with the first job. A job that throws in the worker rejects: that is our mistake, not the world's. */
export function startWorkerHost({ address, setup, patience }: WorkerHostOptions): WorkerHost {
  const queue: Waiting[] = [];
  let current: { readonly job: Waiting; watchdog: NodeJS.Timeout } | null = null;
  let isReady = false;
  let worker: Worker | null = null;
  let closed = false;
  let count = 0;

  function start(): Worker {
    // Flags of the main program, e.g. an inspector's port or a script on its command line, are not the worker's.
    const execArgv = process.execArgv.filter((flag) => flag.startsWith('--experimental-'));
    const started = new Worker(address, { workerData: setup, execArgv });
    isReady = false;
    started.on('message', (answer: WorkerAnswer) => {
      if (worker === started && answer.id === ready.id) return beginWatch();
      if (current?.job.id !== answer.id) return;
      const { job } = finish(current);
      if (answer.ok) job.answer(ok(answer.value));
      else job.refuse(new Error(answer.message));
      next();
    });
    started.on('error', (error) =>
      lose(started, 'engine/stopped', `The engine stopped (${error.message}) and was started again. Try once more.`),
    );
    started.on('exit', () =>
      lose(started, 'engine/stopped', 'The engine stopped and was started again. Try once more.'),
    );
    // An idle engine keeps no command line waiting.
    started.unref();
    return started;
  }

  function lose(lost: Worker, code: EngineFailure['code'], message: string): void {
    if (worker !== lost) return;
    worker = null;
    void lost.terminate();
    if (current) finish(current).job.answer(fail(code, message));
    next();
  }

  function finish(ended: NonNullable<typeof current>) {
    clearTimeout(ended.watchdog);
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
    current = { job, watchdog: watch(isReady ? patience : patience * startFactor) };
    used.postMessage({ id: job.id, job: job.job, request: job.request } satisfies Question);
  }

  function watch(milliseconds: number): NodeJS.Timeout {
    const watched = worker;
    const seconds = Math.round(milliseconds / 1000);
    const message = `The engine did not answer within ${seconds} s and was started again. Undo your last change if this repeats.`;
    return setTimeout(() => watched && lose(watched, 'engine/timeout', message), milliseconds);
  }

  /** The worker has started: from here on the job's own time counts. */
  function beginWatch(): void {
    isReady = true;
    if (!current) return;
    clearTimeout(current.watchdog);
    current.watchdog = watch(patience);
  }

  return {
    ask: (job, request) =>
      new Promise((answer, refuse) => {
        if (closed) return answer(fail('engine/stopped', 'The project was closed.'));
        count += 1;
        queue.push({ id: count, job, request, answer, refuse });
        next();
      }),
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
