import type { StageName } from '../engine.ts';
import { ThreadFailure, type ThreadTask } from '../pipeline/threads.ts';
import {
  callOff,
  clearProgress,
  inHand,
  mostInSlice,
  newSharedProgress,
  type SharedProgress,
} from './slice-progress.ts';
import type { Slice, TaskOutcome } from './slice-task.ts';
import { clearMarks, newSharedMarks, type SharedMarks, watchStages } from './stage-marks.ts';

export interface SlicesOptions<Request, Answer> {
  /** Slices that are done side by side. */
  readonly count: number;
  /** Milliseconds a stage may take before its thread is killed. */
  readonly stageTimeout: number;
  /** Has a thread do it, and kills the thread when the signal says so. Rejects with a `ThreadFailure`. */
  send(slice: Slice<Request>, signal: AbortSignal): Promise<readonly (TaskOutcome<Answer> | null)[]>;
}

/** Tasks, given to threads in slices. */
export interface Slices<Request, Answer> {
  run(request: Request): ThreadTask<Answer>;
  cancelAll(): void;
  /** Tasks that are taken before some of them are done. */
  room(): number;
}

interface Task<Request, Answer> {
  readonly request: Request;
  readonly result: PromiseWithResolvers<Answer>;
  isOver: boolean;
  /** Where it is being done; null while it waits. */
  running: Running<Request, Answer> | null;
  /** The thread's own time for it. */
  milliseconds: number | null;
}

interface Running<Request, Answer> {
  readonly tasks: readonly Task<Request, Answer>[];
  readonly progress: SharedProgress;
  readonly abort: AbortController;
  /** Whose fault it is that the thread is killed. */
  culprit: Task<Request, Answer> | null;
}

/**
 * Groups small tasks, so that threads seldom wait for their next one; large ones go one by one. A task that takes its
 * thread down goes alone: what else was in its slice is done again.
 */
export function slices<Request, Answer>({
  count,
  stageTimeout,
  send,
}: SlicesOptions<Request, Answer>): Slices<Request, Answer> {
  type OneTask = Task<Request, Answer>;
  const waiting: OneTask[] = [];
  const running = new Set<Running<Request, Answer>>();
  const idle: { readonly marks: SharedMarks; readonly progress: SharedProgress }[] = [];
  /** Tasks per slice: twice as many as long as a thread gets through all of them, else as many as it did. */
  let size = 1;

  function proceed(): void {
    while (running.size < count && waiting.length > 0)
      void runSlice(waiting.splice(0, Math.min(size, Math.ceil(waiting.length / count))));
  }

  async function runSlice(tasks: readonly OneTask[]): Promise<void> {
    const shared = idle.pop() ?? { marks: newSharedMarks(), progress: newSharedProgress() };
    const { marks, progress } = shared;
    clearMarks(marks);
    clearProgress(progress);
    const slice: Running<Request, Answer> = { tasks, progress, abort: new AbortController(), culprit: null };
    running.add(slice);
    for (const task of tasks) task.running = slice;
    let late: ThreadFailure | null = null;
    const unwatch = watchStages(marks, {
      stage: stageTimeout,
      over(stage) {
        late = lateFailure(stage, stageTimeout);
        kill(slice, tasks[inHand(progress) ?? 0]!);
      },
    });
    try {
      const requests = tasks.map(({ request }) => request);
      take(tasks, await send({ requests, marks, progress }, slice.abort.signal));
    } catch (error) {
      if (!(error instanceof ThreadFailure)) throw error;
      fail(slice, late ?? error);
    } finally {
      unwatch();
      running.delete(slice);
      // A thread that is being killed may still write where it was.
      if (!slice.abort.signal.aborted) idle.push(shared);
    }
    proceed();
  }

  function take(tasks: readonly OneTask[], outcomes: readonly (TaskOutcome<Answer> | null)[]): void {
    if (outcomes.length < tasks.length) size = outcomes.length;
    else if (tasks.length === size) size = Math.min(2 * size, mostInSlice);
    backToQueue(tasks.slice(outcomes.length));
    for (const [at, outcome] of outcomes.entries()) {
      if (!outcome) continue;
      const task = tasks[at]!;
      task.milliseconds = outcome.milliseconds;
      if ('answer' in outcome) answer(task, outcome.answer);
      else refuse(task, new ThreadFailure('threw', outcome.error.message));
    }
  }

  /** Before all others: their turn had come. */
  function backToQueue(tasks: readonly OneTask[]): void {
    for (const task of tasks) task.running = null;
    waiting.unshift(...tasks.filter(({ isOver }) => !isOver));
  }

  /** Only the one at fault fails; where none had begun, all do: there is no thread that could begin. */
  function fail({ tasks, progress, culprit }: Running<Request, Answer>, failure: ThreadFailure): void {
    size = 1;
    const at = inHand(progress);
    const guilty = culprit ?? (at === null ? null : tasks[at]!);
    for (const task of tasks) if (guilty === null || task === guilty) refuse(task, failure);
    backToQueue(tasks);
  }

  function kill(slice: Running<Request, Answer>, culprit: OneTask): void {
    slice.culprit ??= culprit;
    slice.abort.abort();
  }

  /** A task in hand ends with its thread, even when it never returns; others leave their slice. */
  function cancel(task: OneTask): void {
    if (task.isOver) return;
    const slice = task.running;
    const at = slice?.tasks.indexOf(task) ?? 0;
    if (slice) callOff(slice.progress, at);
    else waiting.splice(waiting.indexOf(task), 1);
    if (slice && inHand(slice.progress) === at) kill(slice, task);
    else refuse(task, new ThreadFailure('canceled', 'It was called off before it began.'));
  }

  return {
    run(request) {
      const result = Promise.withResolvers<Answer>();
      const task: OneTask = { request, result, isOver: false, running: null, milliseconds: null };
      waiting.push(task);
      proceed();
      return { answer: result.promise, cancel: () => cancel(task), milliseconds: () => task.milliseconds };
    },
    cancelAll() {
      for (const task of [...waiting, ...[...running].flatMap(({ tasks }) => tasks)]) cancel(task);
    },
    // One slice in hand and one that waits for each thread; what is large is better chosen when a thread is free.
    room: () => (size === 1 ? count : 2 * count * size),
  };
}

function answer<Request, Answer>(task: Task<Request, Answer>, value: Answer): void {
  task.isOver = true;
  task.result.resolve(value);
}

function refuse<Request, Answer>(task: Task<Request, Answer>, failure: ThreadFailure): void {
  task.isOver = true;
  task.result.reject(failure);
}

const lateFailure = (stage: StageName | null, limit: number): ThreadFailure =>
  new ThreadFailure(
    'timeout',
    stage
      ? `The stage "${stage}" did not end within ${limit / 1_000} s and was stopped. Make the document smaller, or look for what never ends.`
      : 'Its thread did not begin to work and was stopped.',
    stage,
  );
