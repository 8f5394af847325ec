import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openPool } from './drivers.ts';
import type { KeptBrowser } from './kept.ts';
import { createPool } from './pool.ts';
import { browserProcesses, isAlive, processesBelow } from './processes.testing.ts';
import type { Driver, RunningBrowser, TabSettings } from './tab.ts';

const settings: TabSettings = {
  viewport: { width: 300, height: 200, dpr: 1 },
  locale: 'en-US',
  timeZone: 'UTC',
  scheme: 'light',
  media: { print: false, forcedColors: false, reducedMotion: true },
};
const dark: TabSettings = { ...settings, scheme: 'dark' };
const titleOf = async (kept: KeptBrowser) => {
  const browser = await kept.get(settings);
  const html = '<!doctype html><title>shown</title>';
  const tab = await browser.open(settings, {
    answer: async () => ({ headers: { 'content-type': 'text/html' }, body: html }),
  });
  await tab.go('/', 10_000);
  const title = await tab.run(() => document.title, null);
  await tab.close();
  return title;
};

/** Counts what a pool does with browsers, without any. */
function paperDriver(): Driver & { readonly launched: string[]; readonly open: Set<RunningBrowser> } {
  const launched: string[] = [];
  const open = new Set<RunningBrowser>();
  return {
    launched,
    open,
    name: 'firefox',
    fixed: ({ scheme }) => scheme,
    cannot: ({ media }) => (media.print ? ['the medium "print"'] : []),
    async launch({ scheme }) {
      launched.push(scheme);
      const browser: RunningBrowser = {
        name: 'firefox',
        build: 'firefox 1.0',
        platform: 'paper',
        isRunning: () => open.has(browser),
        open: () => Promise.reject(new Error('paper')),
        close: async () => void open.delete(browser),
        kill: () => browser.close(),
      };
      open.add(browser);
      return browser;
    },
  };
}
const poolOf = (drivers: readonly Driver[], size: number) =>
  createPool({ size, drivers: async () => drivers, advice: async () => 'Get one.' });

afterEach(async () => {
  await expect.poll(browserProcesses).toEqual([]);
});

describe('openPool (T1, T6)', { timeout: 60_000 }, () => {
  it('starts nothing before it is asked, replaces a killed browser, and leaves no process behind', async () => {
    const pool = openPool({ size: 1 });
    expect(browserProcesses()).toEqual([]);
    expect(await pool.use('chromium', settings, titleOf)).toBe('shown');
    const first = browserProcesses();
    expect(first.length).toBeGreaterThan(0);
    process.kill(first[0]!.id, 'SIGKILL');
    // It may die under the next page, before anybody has noticed; the one after that has a sound browser.
    const again = () => pool.use('chromium', settings, (kept) => titleOf(kept).catch(() => kept.drop()));
    await expect.poll(again).toBe('shown');
    const ids = new Set(first.map(({ id }) => id));
    expect(browserProcesses().filter(({ id }) => ids.has(id))).toEqual([]);
    await pool.close();
    await expect.poll(browserProcesses).toEqual([]);
    await expect(pool.use('chromium', settings, titleOf)).rejects.toThrow('The run was stopped.');
  });

  it('ends a browser in the middle of a page when the run is stopped', async () => {
    const pool = openPool({ size: 1 });
    const started = Promise.withResolvers<void>();
    const stuck = pool.use('chromium', settings, async (kept) => {
      const browser = await kept.get(settings);
      const tab = await browser.open(settings, {
        answer: () => {
          started.resolve();
          return new Promise<never>(() => {});
        },
      });
      await tab.go('/', 60_000);
    });
    const failure = expect(stuck).rejects.toThrow(/closed|aborted/i);
    await started.promise;
    await pool.close();
    await failure;
  });

  it('leaves no process behind when whoever started the browsers is killed', async () => {
    const script = join(import.meta.dirname, 'open-and-wait.testing.ts');
    const child = spawn(process.execPath, [script, 'chromium', 'firefox', 'webkit'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    const started = processesBelow(child.pid);
    for (const name of [/chrom/, /firefox/, /WebKitWebDriver/, /MiniBrowser/, /Xvfb/])
      expect(started.map(({ command }) => command)).toContainEqual(expect.stringMatching(name));
    child.kill('SIGKILL');
    await expect.poll(() => started.filter(({ id }) => isAlive(id))).toEqual([]);
  });

  it('says how to get what is missing, and which names there are', async () => {
    const pool = openPool({ size: 1 });
    const ask = (name: string) => pool.use(name, settings, (kept) => kept.get(settings));
    await expect(ask('edge')).rejects.toThrow('No Edge was found.');
    await expect(ask('netscape')).rejects.toThrow(
      'There is no browser called "netscape". Use one of chromium, firefox',
    );
    await pool.close();
  });
});

describe('createPool (T6, T8)', () => {
  it('hands out the browser that fits before it starts another, and starts one anew only when all are taken', async () => {
    const driver = paperDriver();
    const pool = poolOf([driver], 2);
    const use = (wanted: TabSettings) => pool.use('firefox', wanted, (kept) => kept.get(wanted));
    for (const wanted of [settings, dark, settings, dark]) await use(wanted);
    expect(driver.launched).toEqual(['light', 'dark']);
    expect(driver.open.size).toBe(2);
    await pool.close();
    expect(driver.open.size).toBe(0);
  });

  it('lets no more than its size work at once, in the order of coming, over all drivers', async () => {
    const [near, far] = [paperDriver(), paperDriver()];
    const pool = poolOf([near, far], 1);
    let atOnce = 0;
    let most = 0;
    const order: number[] = [];
    const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
    const all = gates.map((gate, at) =>
      pool.use('firefox', settings, async (kept) => {
        await kept.get(settings);
        order.push(at);
        most = Math.max(most, ++atOnce);
        await gate.promise;
        atOnce--;
      }),
    );
    for (const gate of gates) gate.resolve();
    await Promise.all(all);
    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4]);
    expect([near.launched.length, far.launched.length]).toEqual([1, 1]);
    await pool.close();
  });

  it('refuses what a browser cannot do with a sentence, and goes on after work that failed', async () => {
    const driver = paperDriver();
    const pool = poolOf([driver], 1);
    const print = { ...settings, media: { ...settings.media, print: true } };
    await expect(pool.use('firefox', print, (kept) => kept.get(print))).rejects.toThrow(
      'The case asks for what cannot be done: the medium "print".',
    );
    expect(driver.launched).toEqual([]);
    await pool.use('firefox', settings, (kept) => kept.get(settings));
    await pool.close();
  });
});
