import type { Clock, StageName } from '../engine.ts';
import { type Lanes, newLanes, type Priority } from './lanes.ts';
import { ThreadFailure, type ThreadProblem, type Threads, type ThreadTask } from './threads.ts';

/** One of many things to do. */
export interface BatchItem<Request> {
  /** Names it in the results. */
  readonly id: string;
  readonly request: Request;
  /** Default `normal`. */
  readonly priority?: Priority;
  /** Calls it off, waiting or running. */
  readonly signal?: Cancellation;
}

/** What the engine asks of an `AbortSignal`. */
export interface Cancellation {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** What came of an item: its answer or its own failure. */
export interface BatchResult<Answer> {
  readonly id: string;
  /** Milliseconds it waited, and ran. */
  readonly waited: number;
  readonly milliseconds: number;
  readonly answer: Answer | null;
  readonly failure: BatchFailure | null;
}

export interface BatchFailure {
  readonly code: `batch/${ThreadProblem | 'full' | 'closed'}`;
  readonly message: string;
  /** The stage that took too long; null for all else. */
  readonly stage: StageName | null;
}

/** Counts since the batch was made; `queued`, `outside` and `running` are what there is now. */
export interface BatchStatistics {
  readonly threads: number;
  /** Handed to threads, small ones in groups. */
  readonly running: number;
  readonly queued: number;
  /** Callers that wait for room in the queue. */
  readonly outside: number;
  readonly most: number;
  readonly done: number;
  readonly failed: Readonly<Record<BatchFailure['code'], number>>;
  /** Tasks whose time was over, by the stage they were in. */
  readonly timeouts: Readonly<Partial<Record<StageName, number>>>;
  /** Of all that ran, in milliseconds. */
  readonly mean: number;
  readonly longest: number;
}

/** Work for many threads: a bounded queue with priorities, where everything gets a result of its own. */
export interface Batch<Request, Answer> {
  /** Never rejects. */
  submit(item: BatchItem<Request>): Promise<BatchResult<Answer>>;
  /**
   * Results in the order of the items, which are taken only as fast as there is room. Whoever stops reading calls the
   * rest off.
   */
  all(items: Iterable<BatchItem<Request>> | AsyncIterable<BatchItem<Request>>): AsyncGenerator<BatchResult<Answer>>;
  statistics(): BatchStatistics;
  /** Calls everything off. */
  close(): Promise<void>;
}

export interface BatchOptions<Request, Answer> {
  readonly threads: Threads<Request, Answer>;
  readonly clock: Clock;
  /** Items that may wait. Default 1,000. */
  readonly most?: number;
  /** What a caller gets when that many wait: its turn once there is room (default), or a refusal at once. */
  readonly whenFull?: 'wait' | 'refuse';
}

interface Entry<Request, Answer> {
  readonly item: BatchItem<Request>;
  readonly since: number;
  readonly settle: (result: BatchResult<Answer>) => void;
  /** Set while it runs. */
  task: ThreadTask<Answer> | null;
}

export function createBatch<Request, Answer>({
  threads,
  clock,
  most = 1_000,
  whenFull = 'wait',
}: BatchOptions<Request, Answer>): Batch<Request, Answer> {
  const queue: Lanes<Entry<Request, Answer>> = newLanes();
  const outside: Lanes<Entry<Request, Answer>> = newLanes();
  const running = new Set<Entry<Request, Answer>>();
  const counts = newCounts();
  let isClosed = false;

  const priorityOf = ({ item }: Entry<Request, Answer>): Priority => item.priority ?? 'normal';

  /** Fills the threads from the queue, and the queue from those who wait for it. */
  function proceed(): void {
    while (running.size < threads.room) {
      const entry = queue.next();
      if (!entry) break;
      void run(entry);
    }
    while (queue.size < most) {
      const entry = outside.next();
      if (!entry) break;
      queue.add(entry, priorityOf(entry));
      if (running.size < threads.room) proceed();
    }
  }

  async function run(entry: Entry<Request, Answer>): Promise<void> {
    running.add(entry);
    const start = clock();
    entry.task = threads.run(entry.item.request);
    const came = await outcomeOf(entry.task.answer);
    running.delete(entry);
    const end = clock();
    const milliseconds = entry.task.milliseconds?.() ?? end - start;
    finish(entry, { ...came, waited: Math.max(0, end - entry.since - milliseconds), milliseconds });
    proceed();
  }

  function finish(entry: Entry<Request, Answer>, came: Omit<BatchResult<Answer>, 'id'>): void {
    counts.add(came);
    entry.settle({ id: entry.item.id, ...came });
  }

  const refuse = (entry: Entry<Request, Answer>, code: BatchFailure['code'], message: string): void =>
    finish(entry, {
      answer: null,
      failure: { code, message, stage: null },
      waited: clock() - entry.since,
      milliseconds: 0,
    });

  /** Running work ends with its thread; what waits leaves the queue. */
  function cancel(entry: Entry<Request, Answer>): void {
    if (running.has(entry)) entry.task?.cancel();
    else if (queue.remove(entry) || outside.remove(entry)) {
      refuse(entry, 'batch/canceled', 'It was called off before it began.');
      proceed();
    }
  }

  function begin(item: BatchItem<Request>): Begun<Answer> {
    const { promise: result, resolve } = Promise.withResolvers<BatchResult<Answer>>();
    const calledOff = () => cancel(entry);
    const entry: Entry<Request, Answer> = {
      item,
      since: clock(),
      task: null,
      settle(found) {
        item.signal?.removeEventListener('abort', calledOff);
        resolve(found);
      },
    };
    const isFull = queue.size >= most;
    if (isClosed) refuse(entry, 'batch/closed', 'The batch was closed.');
    else if (item.signal?.aborted) refuse(entry, 'batch/canceled', 'It was called off before it began.');
    else if (isFull && whenFull === 'refuse')
      refuse(entry, 'batch/full', `${most} items wait already. Try again in a moment.`);
    else {
      item.signal?.addEventListener('abort', calledOff);
      (isFull ? outside : queue).add(entry, priorityOf(entry));
      proceed();
    }
    return { result, cancel: calledOff };
  }

  return {
    submit: (item) => begin(item).result,
    async *all(items) {
      const begun: Begun<Answer>[] = [];
      try {
        for await (const item of items) {
          if (begun.length >= most) yield await begun.shift()!.result;
          begun.push(begin(item));
        }
        while (begun.length > 0) yield await begun.shift()!.result;
      } finally {
        for (const { cancel } of begun) cancel();
      }
    },
    statistics: () => ({
      threads: threads.count,
      running: running.size,
      queued: queue.size,
      outside: outside.size,
      most,
      ...counts.now(),
    }),
    async close() {
      isClosed = true;
      for (const lanes of [queue, outside]) {
        for (let entry = lanes.next(); entry; entry = lanes.next())
          refuse(entry, 'batch/closed', 'The batch was closed.');
      }
      for (const entry of running) entry.task?.cancel();
      await threads.close();
    },
  };
}

interface Begun<Answer> {
  readonly result: Promise<BatchResult<Answer>>;
  cancel(): void;
}

type Came<Answer> = Pick<BatchResult<Answer>, 'answer' | 'failure'>;

const outcomeOf = <Answer>(answer: Promise<Answer>): Promise<Came<Answer>> =>
  answer.then(
    (value) => ({ answer: value, failure: null }),
    (error: unknown) => {
      if (!(error instanceof ThreadFailure)) throw error;
      const { problem, message, stage } = error;
      return { answer: null, failure: { code: `batch/${problem}`, message, stage } };
    },
  );

function newCounts() {
  const failed: Record<BatchFailure['code'], number> = {
    'batch/crashed': 0,
    'batch/timeout': 0,
    'batch/canceled': 0,
    'batch/threw': 0,
    'batch/full': 0,
    'batch/closed': 0,
  };
  const timeouts: Partial<Record<StageName, number>> = {};
  let [done, ran, total, longest] = [0, 0, 0, 0];
  return {
    add({ failure, milliseconds }: Pick<BatchResult<unknown>, 'failure' | 'milliseconds'>): void {
      if (failure) failed[failure.code] += 1;
      else done += 1;
      if (failure?.stage) timeouts[failure.stage] = (timeouts[failure.stage] ?? 0) + 1;
      if (milliseconds === 0) return;
      ran += 1;
      total += milliseconds;
      longest = Math.max(longest, milliseconds);
    },
    now: () => ({ done, failed: { ...failed }, timeouts: { ...timeouts }, mean: ran === 0 ? 0 : total / ran, longest }),
  };
}
