import { describe, expect, it } from 'vitest';
import { ThreadFailure } from '../pipeline/threads.ts';
import { begin } from './slice-progress.ts';
import type { Slice, TaskOutcome } from './slice-task.ts';
import { slices } from './slices.ts';

/** One thread whose slices end when the test says so. */
function manual() {
  const sent: { readonly slice: Slice<string>; readonly end: PromiseWithResolvers<readonly Outcome[]> }[] = [];
  const made = slices<string, string>({
    count: 1,
    stageTimeout: 60_000,
    send(slice, signal) {
      const end = Promise.withResolvers<readonly Outcome[]>();
      signal.addEventListener('abort', () => end.reject(new ThreadFailure('canceled', 'Killed.')));
      sent.push({ slice, end });
      return end.promise;
    },
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  /** The thread does that many of the slice in hand, and comes back. */
  const work = async (count = Number.POSITIVE_INFINITY) => {
    const { slice, end } = sent.at(-1)!;
    const outcomes = slice.requests
      .slice(0, count)
      .map((request, at) => (begin(slice.progress, at) ? { answer: `${request} done`, milliseconds: 1 } : null));
    end.resolve(outcomes);
    await settled();
  };
  const run = (...requests: readonly string[]) =>
    requests.map((request) => {
      const task = made.run(request);
      // It is looked at later.
      task.answer.catch(() => undefined);
      return task;
    });
  return { ...made, run, sent, work, settled, requests: () => sent.map(({ slice }) => slice.requests.join(' ')) };
}

type Outcome = TaskOutcome<string> | null;

const outcomesOf = (tasks: readonly { readonly answer: Promise<string> }[]): Promise<readonly string[]> =>
  Promise.all(tasks.map(({ answer }) => answer.catch((error: ThreadFailure) => error.problem)));

describe('slices of tasks (E16)', () => {
  it('hold twice as many as long as a thread gets through, and no more than it got through', async () => {
    const { run, work, requests, room } = manual();
    expect(room()).toBe(1);
    const tasks = run('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
    for (let slice = 0; slice < 3; slice++) await work();
    expect(requests()).toEqual(['a', 'b c', 'd e f g', 'h']);
    expect(room()).toBe(16);
    await work();
    const more = run('1', '2', '3', '4', '5', '6', '7', '8', '9');
    await work();
    await work(2);
    expect(room()).toBe(4);
    for (let slice = 0; slice < 4; slice++) await work();
    expect(requests().slice(4)).toEqual(['1', '2 3 4 5 6 7 8 9', '4 5', '6 7 8 9']);
    expect(await outcomesOf([...tasks, ...more])).toEqual([...'abcdefgh123456789'].map((id) => `${id} done`));
    expect(tasks.map(({ milliseconds }) => milliseconds!())).toEqual(tasks.map(() => 1));
  });

  it('lose only the task that is called off: before its turn, in hand, and when it is over', async () => {
    const { run, work, sent, settled, requests } = manual();
    const tasks = run('a', 'b', 'c', 'd', 'e', 'f');
    await work();
    tasks[2]!.cancel();
    tasks[4]!.cancel();
    expect(sent).toHaveLength(2);
    await work();
    expect(requests()).toEqual(['a', 'b c', 'd f']);
    begin(sent[2]!.slice.progress, 0);
    begin(sent[2]!.slice.progress, 1);
    tasks[5]!.cancel();
    await settled();
    // What was done in the slice that was killed is done again.
    expect(requests()[3]).toBe('d');
    await work();
    tasks[0]!.cancel();
    expect(await outcomesOf(tasks)).toEqual(['a done', 'b done', 'canceled', 'd done', 'canceled', 'canceled']);
  });

  it('lose only the task that takes its thread down', async () => {
    const { run, work, sent, settled, requests } = manual();
    const tasks = run('a', 'b', 'c', 'd', 'e', 'f', 'g');
    await work();
    await work();
    expect(requests().at(-1)).toBe('d e f g');
    begin(sent[2]!.slice.progress, 1);
    sent[2]!.end.reject(new ThreadFailure('crashed', 'Gone.'));
    await settled();
    for (let slice = 0; slice < 2; slice++) await work();
    expect(requests().slice(3)).toEqual(['d', 'f g']);
    const done = ['a', 'b', 'c', 'd'].map((id) => `${id} done`);
    expect(await outcomesOf(tasks)).toEqual([...done, 'crashed', 'f done', 'g done']);
  });

  it('all fail when no thread can begin', async () => {
    const { run, sent } = manual();
    const tasks = run('a');
    sent[0]!.end.reject(new ThreadFailure('threw', 'No project.'));
    expect(await outcomesOf(tasks)).toEqual(['threw']);
  });

  it('are over when everything is called off', async () => {
    const { run, sent, cancelAll } = manual();
    const tasks = run('a', 'b');
    begin(sent[0]!.slice.progress, 0);
    cancelAll();
    expect(await outcomesOf(tasks)).toEqual(['canceled', 'canceled']);
  });
});
