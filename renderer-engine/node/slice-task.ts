import { begin, type SharedProgress } from './slice-progress.ts';
import type { SharedMarks } from './stage-marks.ts';

/** What a worker's default export is given: tasks to do one after the other. */
export interface Slice<Request> {
  readonly requests: readonly Request[];
  /** Where it tells which stage it is in. */
  readonly marks: SharedMarks;
  /** Where it tells which task it is at. */
  readonly progress: SharedProgress;
}

/** What came of one task. Errors cross threads as what is read of them. */
export type TaskOutcome<Answer> =
  | { readonly answer: Answer; readonly milliseconds: number }
  | { readonly error: TaskError; readonly milliseconds: number };

export interface TaskError {
  readonly name: string;
  readonly message: string;
}

/**
 * A slice ends early once it has kept its processor for so long, or somebody waiting: threads are not woken for every
 * small task, and what is urgent waits no longer than that.
 */
const most = { processor: 20, wall: 100 };

/**
 * A worker's default export, made of what it does with one task. Null stands for a task that was called off; outcomes
 * that are missing at the end are of tasks that did not begin.
 */
export const sliceTask =
  <Request, Answer>(run: (request: Request, marks: SharedMarks) => Promise<Answer>) =>
  async ({ requests, marks, progress }: Slice<Request>): Promise<readonly (TaskOutcome<Answer> | null)[]> => {
    const outcomes: (TaskOutcome<Answer> | null)[] = [];
    const [wall, processor] = [performance.now(), processorTime()];
    for (const [at, request] of requests.entries()) {
      outcomes.push(begin(progress, at) ? await outcomeOf(() => run(request, marks)) : null);
      if (processorTime() - processor > most.processor || performance.now() - wall > most.wall) break;
    }
    return outcomes;
  };

/** Milliseconds this thread has been on a processor. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

async function outcomeOf<Answer>(run: () => Promise<Answer>): Promise<TaskOutcome<Answer>> {
  const start = performance.now();
  try {
    const answer = await run();
    return { answer, milliseconds: performance.now() - start };
  } catch (error) {
    const { name = '', message = String(error) } = error as Partial<Error>;
    return { error: { name, message }, milliseconds: performance.now() - start };
  }
}
