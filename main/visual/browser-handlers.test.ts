import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Payload } from '#contract';
import { browserHandlers } from './browser-handlers.ts';

function handlersWith(install: Parameters<typeof browserHandlers>[1]) {
  const told: Payload<'browser.installing'>[] = [];
  const events = {
    emit: (_: string, payload: unknown) => told.push(payload as Payload<'browser.installing'>),
  } as unknown as Parameters<typeof browserHandlers>[0]['events'];
  return { told, handlers: browserHandlers({ events }, install) };
}

describe('browser.install (T1)', () => {
  it('lists what is there with build and program, and what would be run for what is not', async () => {
    const { handlers } = handlersWith(undefined);
    const reply = await handlers['browser.list']({});
    const statuses = reply.ok ? reply.value : [];
    expect(statuses.map(({ name }) => name)).toEqual(['chromium', 'firefox', 'webkit', 'chrome', 'edge']);
    expect(statuses[0]).toMatchObject({ found: true, executable: expect.stringMatching(/chrom/), advice: null });
    for (const { install } of statuses) expect(install.join()).toMatch(/apt-get install|playwright-core install/);

    // Installing one would not help where the environment names another.
    vi.stubEnv('STUDIO_EDGE', '/no/such/edge');
    vi.stubEnv('STUDIO_BROWSERS', 'webkit=nowhere');
    onTestFinished(() => void vi.unstubAllEnvs());
    const told = await handlers['browser.list']({});
    const without = told.ok ? told.value.filter(({ install }) => install.length === 0) : [];
    expect(without.map(({ name }) => name)).toEqual(['webkit', 'edge']);
  });

  it('passes on what the installer says, one installation at a time, and looks again at the end', async () => {
    const gate = Promise.withResolvers<void>();
    const { handlers, told } = handlersWith(async (_, { onLine } = {}) => {
      onLine?.('Unpacking chromium …');
      await gate.promise;
      return null;
    });
    const first = handlers['browser.install']({ name: 'chromium' });
    expect(await handlers['browser.install']({ name: 'firefox' })).toMatchObject({
      ok: false,
      failure: { code: 'browser/busy', message: 'chromium is being installed. Wait until that is done.' },
    });
    gate.resolve();
    expect(await first).toMatchObject({ ok: true, value: [{ name: 'chromium', found: true }, {}, {}, {}, {}] });
    expect(told).toEqual([{ name: 'chromium', line: 'Unpacking chromium …' }]);
  });

  it('says honestly that it failed, also when only the installer is content', async () => {
    const failing = handlersWith(async () => 'Edge could not be installed: no room (exit code 1).');
    expect(await failing.handlers['browser.install']({ name: 'edge' })).toMatchObject({
      ok: false,
      failure: { code: 'browser/not-installed', message: 'Edge could not be installed: no room (exit code 1).' },
    });
    const pretending = handlersWith(async () => null);
    expect(await pretending.handlers['browser.install']({ name: 'edge' })).toMatchObject({
      ok: false,
      failure: { message: expect.stringMatching(/reported no problem, yet: No Edge was found/) },
    });
  });
});
