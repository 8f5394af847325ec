import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { atFileEnd } from '../testing/at-file-end.ts';
import { greetingPage } from '../testing/pages.ts';
import { type TemporaryPostgres, temporaryPostgres } from '../testing/postgres.ts';
import { ended, saying } from '../testing/processes.ts';
import { bad, healthy, rolloutSite } from '../testing/rollouts.ts';
import { temporaryFolder } from '../testing/temporary-server.ts';

let postgres: TemporaryPostgres;
const atEnd = atFileEnd();
beforeAll(async () => {
  postgres = await temporaryPostgres(atEnd);
});

const preview = { 'x-preview': 'on' };
const toPreview = { kind: 'canary', to: { kind: 'header', name: 'x-preview', value: 'on' } } as const;
const patience = { timeout: 50_000, interval: 50 };

describe('several servers that lead one rollout (P4, P9)', () => {
  it('decide once, whichever is first, and show the same', async () => {
    const environment = { DATABASE_URL: await postgres.database() };
    const [one, other] = [
      await rolloutSite(environment, onTestFinished),
      await rolloutSite(environment, onTestFinished),
    ];
    await one.publish(greetingPage({ text: 'Stable', version: '1.0.0' }));
    const { id } = await one.running('Led', '2.0.0', { kind: 'linear', by: 20, interval: 60 });
    for (const site of [one, other]) site.judges(healthy);
    for (const step of [2, 3, 4, 5]) {
      for (const site of [one, other]) site.pass(60);
      await other.becomes(id, { step });
    }
    const { history } = await one.read(id);
    const steps = history.filter(({ kind }) => kind === 'step');
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5]);
    expect(new Set(steps.map(({ epoch }) => epoch)).size).toBe(5);
    for (const site of [one, other]) await expect.poll(() => site.shown(), patience).toBe('Led');
    // One of them suffices to find it bad.
    other.judges(bad);
    expect(await one.becomes(id, { state: 'rolled-back' })).toMatchObject({
      failure: 'errors: Half of its answers fail.',
    });
    for (const site of [one, other]) await expect.poll(() => site.shown(), patience).toBe('Stable');
    expect(one.server.log() + other.server.log()).not.toContain('"level":50');
  });

  it('are not misled by one that slept through a decision', async () => {
    const environment = { DATABASE_URL: await postgres.database(), ADMIN_TOKEN: 'a'.repeat(32) };
    const site = await rolloutSite(environment, onTestFinished, Date.now());
    await site.publish(greetingPage({ text: 'Stable', version: '1.0.0' }));
    const sleeper = spawn(process.execPath, [new URL('../start.ts', import.meta.url).pathname], {
      env: {
        ...environment,
        PATH: process.env['PATH'],
        PORT: '0',
        LOG_LEVEL: 'silent',
        DATA_DIR: await temporaryFolder(),
      },
    });
    onTestFinished(() => ended(sleeper, 'SIGKILL'));
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(await saying(sleeper, 'answers at'))?.[0] ?? '';
    const shown = async () =>
      />([^<]*)<\/h1>/.exec(await (await fetch(`${url}/greeting`, { headers: preview })).text())?.[1];
    const { id } = await site.running('Slept', '2.0.0', toPreview);
    await expect.poll(shown, patience).toBe('Slept');
    sleeper.kill('SIGSTOP');
    const stopped = performance.now();
    expect((await site.act(id, 'rollback')).json()).toMatchObject({ state: 'rolled-back' });
    // Longer than what it knows may count without being read again.
    await expect.poll(() => performance.now() - stopped, patience).toBeGreaterThan(1_500);
    const asked = shown();
    sleeper.kill('SIGCONT');
    expect(await asked).toBe('Stable');
    expect(await shown()).toBe('Stable');
    const { history, state } = await site.read(id);
    expect([state, history.at(-1)?.kind]).toEqual(['rolled-back', 'rolled-back']);
    const gone = once(sleeper, 'exit');
    sleeper.kill('SIGTERM');
    await gone;
  });

  it('give visitors the version before while the database is away, and what was found bad meanwhile to nobody after', async () => {
    const DATABASE_URL = await postgres.database();
    const site = await rolloutSite({ DATABASE_URL, DATABASE_WAIT_SECONDS: '1' }, onTestFinished);
    await site.publish(greetingPage({ text: 'Stable', version: '1.0.0' }));
    const { id } = await site.running('Away', '2.0.0', toPreview);
    expect(await site.shown(preview)).toBe('Away');
    await postgres.kill();
    await expect.poll(() => site.shown(preview), patience).toBe('Stable');
    await postgres.start();
    await expect.poll(() => site.shown(preview), patience).toBe('Away');
    await postgres.kill();
    await expect.poll(() => site.shown(preview), patience).toBe('Stable');
    site.judges(bad);
    await postgres.start();
    expect(await site.becomes(id, { state: 'aborted' })).toMatchObject({
      failure: 'errors: Half of its answers fail.',
    });
    expect(await site.shown(preview)).toBe('Stable');
  });
});
