import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BatchOptions, createBatch } from './batch.ts';
import type { Priority } from './lanes.ts';
import { ThreadFailure, type Threads } from './threads.ts';

/** Threads whose tasks end when the test says so. */
function manualThreads(count: number) {
  const started: string[] = [];
  const running = new Map<string, PromiseWithResolvers<string>>();
  const threads: Threads<string, string> = {
    count,
    room: count,
    run(request) {
      const gate = Promise.withResolvers<string>();
      started.push(request);
      running.set(request, gate);
      const cancel = () => gate.reject(new ThreadFailure('canceled', 'It was called off while it ran.'));
      return { answer: gate.promise.finally(() => running.delete(request)), cancel };
    },
    close: async () => undefined,
  };
  return { threads, started, running };
}

function manual(count: number, options: Partial<BatchOptions<string, string>> = {}) {
  let time = 0;
  const host = manualThreads(count);
  const batch = createBatch({ threads: host.threads, clock: () => time, ...options });
  const submit = (id: string, priority?: Priority, signal?: AbortSignal) =>
    batch.submit({ id, request: id, ...(priority && { priority }), ...(signal && { signal }) });
  /** Lets what settled go on. */
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const end = async (id: string, milliseconds = 1) => {
    time += milliseconds;
    host.running.get(id)!.resolve(`${id} done`);
    await settled();
  };
  return { ...host, batch, submit, end, settled };
}

describe('a batch (E16)', () => {
  it('starts what is more urgent first, and equals as they came', async () => {
    const { submit, started, end } = manual(1);
    submit('first');
    submit('low', 'low');
    submit('normal 1');
    submit('high 1', 'high');
    submit('normal 2');
    submit('high 2', 'high');
    for (const id of ['first', 'high 1', 'high 2', 'normal 1', 'normal 2', 'low']) await end(id);
    expect(started).toEqual(['first', 'high 1', 'high 2', 'normal 1', 'normal 2', 'low']);
  });

  it('gives every item its id, its times and its own failure', async () => {
    const { submit, end, running, settled, batch } = manual(1);
    const [one, two, three] = [submit('one'), submit('two'), submit('three')];
    await end('one', 5);
    running.get('two')!.reject(new ThreadFailure('timeout', 'Too long.', 'emit'));
    await settled();
    await end('three', 7);
    expect(await one).toEqual({ id: 'one', waited: 0, milliseconds: 5, answer: 'one done', failure: null });
    expect(await two).toMatchObject({
      id: 'two',
      waited: 5,
      answer: null,
      failure: { code: 'batch/timeout', message: 'Too long.', stage: 'emit' },
    });
    expect(await three).toMatchObject({ id: 'three', answer: 'three done', failure: null });
    expect(batch.statistics()).toMatchObject({
      done: 2,
      failed: { 'batch/timeout': 1 },
      timeouts: { emit: 1 },
      mean: 6,
      longest: 7,
      running: 0,
      queued: 0,
    });
  });

  it('holds 1,000 items by itself; further callers wait for room, the urgent ones first', async () => {
    const { submit, end, started, batch } = manual(1);
    const ids = Array.from({ length: 1_001 }, (_, at) => `item ${at}`);
    for (const id of ids) submit(id);
    submit('late');
    submit('late and urgent', 'high');
    expect(batch.statistics()).toMatchObject({ most: 1_000, running: 1, queued: 1_000, outside: 2 });
    await end('item 0');
    expect(batch.statistics()).toMatchObject({ running: 1, queued: 1_000, outside: 1 });
    await end('item 1');
    expect(started.slice(0, 3)).toEqual(['item 0', 'item 1', 'late and urgent']);
    expect(batch.statistics()).toMatchObject({ queued: 1_000, outside: 0 });
  });

  it('refuses at once when it is full, if that was chosen', async () => {
    const { submit, batch, end } = manual(1, { most: 2, whenFull: 'refuse' });
    const [, , , refused] = [submit('a'), submit('b'), submit('c'), submit('d')];
    expect(await refused).toMatchObject({ id: 'd', answer: null, failure: { code: 'batch/full' } });
    await end('a');
    const taken = submit('e');
    for (const id of ['b', 'c', 'e']) await end(id);
    expect(await taken).toMatchObject({ answer: 'e done' });
    expect(batch.statistics().failed['batch/full']).toBe(1);
  });

  it('calls off what waits, what waits for room, and what runs', async () => {
    const { submit, started, end, batch } = manual(1, { most: 1 });
    const signals = [0, 1, 2, 3].map(() => new AbortController());
    const [running, queued, outside, after] = signals.map(({ signal }, at) => submit(`${at}`, 'normal', signal));
    for (const at of [2, 1, 0]) signals[at]!.abort();
    for (const result of [outside, queued, running])
      expect((await result)?.failure).toMatchObject({ code: 'batch/canceled' });
    await end('3');
    expect(await after).toMatchObject({ answer: '3 done' });
    expect(started).toEqual(['0', '3']);
    expect((await submit('4', 'normal', AbortSignal.abort())).failure?.code).toBe('batch/canceled');
    expect(batch.statistics().failed['batch/canceled']).toBe(4);
  });

  it('answers everything when it is closed', async () => {
    const { submit, batch } = manual(1, { most: 1 });
    const results = [submit('a'), submit('b'), submit('c')];
    await batch.close();
    const codes = (await Promise.all(results)).map(({ failure }) => failure?.code);
    expect(codes).toEqual(['batch/canceled', 'batch/closed', 'batch/closed']);
    expect((await submit('d')).failure?.code).toBe('batch/closed');
  });

  it('gives results in the order of the items, taking them only as there is room', async () => {
    let taken = 0;
    const items = function* () {
      for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) {
        taken += 1;
        yield { id, request: id };
      }
    };
    const { batch, running, end, settled } = manual(2, { most: 3 });
    const ids: string[] = [];
    const reading = (async () => {
      for await (const { id } of batch.all(items())) ids.push(id);
    })();
    await settled();
    expect([...running.keys()]).toEqual(['a', 'b']);
    expect(taken).toBe(4);
    await end('b');
    expect(ids).toEqual([]);
    await end('a');
    expect(ids).toEqual(['a', 'b']);
    for (const id of ['c', 'd', 'e', 'f']) await end(id);
    await reading;
    expect(ids).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('calls the rest off when nobody reads on', async () => {
    const { batch, end, settled, started } = manual(1);
    const items = ['a', 'b', 'c'].map((id) => ({ id, request: id }));
    const reading = (async () => {
      for await (const { id } of batch.all(items)) return id;
      return null;
    })();
    await settled();
    await end('a');
    expect(await reading).toBe('a');
    await settled();
    expect(started).toEqual(['a', 'b']);
    expect(batch.statistics()).toMatchObject({ running: 0, queued: 0, failed: { 'batch/canceled': 2 } });
  });

  it('answers everything exactly once, whatever happens', async () => {
    const step = fc.record({
      what: fc.constantFrom('submit', 'submit', 'end', 'fail', 'cancel'),
      which: fc.nat(20),
      priority: fc.constantFrom<Priority>('high', 'normal', 'low'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 60 }),
        fc.constantFrom('wait', 'refuse'),
        async (steps, whenFull) => {
          const { batch, submit, running, settled } = manual(2, { most: 3, whenFull: whenFull as 'wait' | 'refuse' });
          const results: Promise<{ readonly id: string }>[] = [];
          const signals: AbortController[] = [];
          for (const { what, which, priority } of steps) {
            const gate = [...running.values()][which % Math.max(1, running.size)];
            if (what === 'submit') {
              signals.push(new AbortController());
              results.push(submit(`${results.length}`, priority, signals.at(-1)!.signal));
            } else if (what === 'end') gate?.resolve('');
            else if (what === 'fail') gate?.reject(new ThreadFailure('crashed', 'Gone.'));
            else signals[which % Math.max(1, signals.length)]?.abort();
            if (what !== 'submit') await settled();
            const { queued, outside, running: now } = batch.statistics();
            expect(queued).toBeLessThanOrEqual(3);
            expect(now).toBeLessThanOrEqual(2);
            if (queued < 3) expect(outside).toBe(0);
            if (now < 2) expect(queued).toBe(0);
          }
          await batch.close();
          expect((await Promise.all(results)).map(({ id }) => id)).toEqual(results.map((_, at) => `${at}`));
          const { done, failed } = batch.statistics();
          expect(done + Object.values(failed).reduce((sum, count) => sum + count, 0)).toBe(results.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});
