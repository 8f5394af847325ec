import { describe, expect, it, onTestFinished } from 'vitest';
import { failureFrom, valueFrom } from '../testing/outcomes.ts';
import { startWorkerHost } from './worker-host.ts';

function host(patience = 10_000, setup: object = { folder: '/project' }) {
  const started = startWorkerHost({
    address: new URL('../testing/workers/moody-worker.ts', import.meta.url),
    setup,
    patience,
  });
  onTestFinished(() => started.close());
  return started;
}

describe('the engine worker', { timeout: 60_000 }, () => {
  it('answers jobs in order', async () => {
    const { ask } = host();
    const answers = await Promise.all([ask('echo', 1), ask('echo', 2)]);
    expect(answers.map(valueFrom)).toEqual([1, 2].map((request) => ({ request, workerData: { folder: '/project' } })));
  });

  it('is killed when it does not answer, and the next job gets a new one', async () => {
    const { ask, statistics } = host(3_000);
    const [hung, next] = await Promise.all([ask('hang', null), ask('echo', 'alive')]);
    expect(failureFrom(hung).code).toBe('engine/timeout');
    expect(next.ok).toBe(true);
    expect(statistics()).toMatchObject({ starts: 2, crashes: 0, timeouts: { none: 1 }, last: { job: 'hang' } });
  });

  it('is killed when a stage of the engine never ends, which is named and counted (E11)', async () => {
    const page = (type: string) =>
      JSON.stringify({
        $schema: 'https://schema-studio.dev/ui/1/page.json',
        kind: 'page',
        id: 'acme/moody',
        version: '1.0.0',
        title: 'Moody',
        view: { id: 'root', type },
      });
    const { ask, statistics } = host(3_000);
    const [before, spinning, after] = await Promise.all(
      [page('Stack'), page('Spinning'), page('Stack')].map((text) => ask('compile', text)),
    );
    expect(valueFrom(before!)).toBe('acme/moody');
    expect(failureFrom(spinning!)).toMatchObject({
      code: 'engine/timeout',
      message: expect.stringContaining('The stage "emit" of the engine did not end within 3 s'),
    });
    expect(valueFrom(after!)).toBe('acme/moody');
    expect(statistics()).toMatchObject({ starts: 2, timeouts: { emit: 1 }, last: { job: 'compile' } });
  });

  it.each(['exit', 'restart'])('leaves what it knew to the one that takes its place: %s', async (how) => {
    const { ask, restart, statistics } = host();
    await ask('remember', { a: [1], b: 1 });
    await ask('remember', { b: 2 });
    if (how === 'exit') await ask('exit', null);
    else restart();
    expect(valueFrom(await ask('recall', null))).toEqual({ a: [1], b: 2 });
    expect(statistics()).toMatchObject({ starts: 2, crashes: how === 'exit' ? 1 : 0, timeouts: {} });
    expect(statistics().last?.job).toBe(how === 'exit' ? 'exit' : undefined);
  });

  it('is killed when it does not even start', async () => {
    const { ask } = host(50, { start: 'never' });
    expect(failureFrom(await ask('echo', null)).code).toBe('engine/timeout');
  });

  it.each(['exit', 'throw'])('is started again when it is gone: %s', async (how) => {
    const { ask } = host();
    expect(failureFrom(await ask(how, null)).code).toBe('engine/stopped');
    expect((await ask('echo', 'alive')).ok).toBe(true);
  });

  it('tells our mistakes apart from the world', async () => {
    await expect(host().ask('mistake', null)).rejects.toThrow('a mistake of ours');
  });

  it('answers what waits when it is closed', async () => {
    const closing = host();
    const waiting = [closing.ask('hang', null), closing.ask('echo', 1)];
    await closing.close();
    expect((await Promise.all(waiting)).map(failureFrom).map(({ code }) => code)).toEqual([
      'engine/stopped',
      'engine/stopped',
    ]);
    expect(failureFrom(await closing.ask('echo', 2)).code).toBe('engine/stopped');
  });
});
