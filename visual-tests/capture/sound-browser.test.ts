import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { driversOf } from '../browsers/drivers.ts';
import { findBrowser } from '../browsers/find.ts';
import { type KeptBrowser, keepBrowser } from '../browsers/kept.ts';
import { chromiumDriver } from '../browsers/playwright/chromium.ts';
import { browserProcesses } from '../browsers/processes.testing.ts';
import type { ShotPage } from '../types/page.ts';
import type { ShotSettings } from '../types/shot.ts';
import { shootKept } from './shoot-page.ts';

const settings: ShotSettings = {
  viewport: { name: 'small', width: 300, height: 200, dpr: 1 },
  locale: 'en-US',
  scheme: 'light',
  patience: 30_000,
};
const pageOf = (body: string, asset: ShotPage['asset'] = async () => null): ShotPage => ({
  html: `<!doctype html><html><head><title>t</title></head><body>${body}</body></html>`,
  css: '',
  masks: [],
  asset,
});
const script = (text: string) => async (path: string) =>
  path === '/a.js' ? { type: 'text/javascript', bytes: new TextEncoder().encode(text) } : null;

const signal = (name: 'SIGKILL' | 'SIGSTOP') => {
  for (const { id } of browserProcesses()) {
    try {
      process.kill(id, name);
    } catch {
      // It went with another one.
    }
  }
};

let kept: KeptBrowser;
afterEach(async () => {
  await kept.close();
  await expect.poll(browserProcesses).toEqual([]);
});

describe.each(['chromium', 'firefox', 'webkit'] as const)('a case in %s (T6)', { timeout: 120_000 }, (name) => {
  it('has its picture though the browser died before it, and ends with a sentence when the browser hangs', async () => {
    const [driver] = driversOf(await findBrowser(name));
    kept = keepBrowser(driver!);
    const first = await shootKept(pageOf('one'), settings, kept);
    expect(first).toMatchObject({ kind: 'still' });
    expect(first).not.toHaveProperty('isRestarted');

    signal('SIGKILL');
    expect(await shootKept(pageOf('one'), settings, kept)).toMatchObject({ kind: 'still', isRestarted: true });

    const hanging = pageOf('<img src="/a.png">', async () => {
      signal('SIGSTOP');
      return null;
    });
    expect(await shootKept(hanging, { ...settings, timeout: 1_500 }, kept)).toMatchObject({
      kind: 'error',
      message: expect.stringMatching(/took too long.*the browser hangs/),
    });
    const next = await shootKept(pageOf('one'), settings, kept);
    expect(next).toHaveProperty('png', (first as { png: Uint8Array }).png);
  });
});

describe('a case in a browser without memory (T6)', { timeout: 120_000 }, () => {
  it('ends with a sentence, and the next one has its picture', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sound-browser-'));
    const { executable } = await findBrowser('chromium');
    const small = join(folder, 'chromium');
    await writeFile(small, `#!/bin/sh\nexec "${executable}" --js-flags=--max-old-space-size=32 "$@"\n`, {
      mode: 0o755,
    });
    kept = keepBrowser(chromiumDriver(small));
    const greedy = pageOf(
      '<script src="/a.js"></script>',
      script('const all = []; for (;;) all.push(new Array(10_000).fill(all.length).map(String))'),
    );
    expect(await shootKept(greedy, settings, kept)).toMatchObject({
      kind: 'error',
      code: 'browser/crashed',
      message: expect.stringContaining('free some memory'),
    });
    expect(await shootKept(pageOf('next'), settings, kept)).toMatchObject({ kind: 'still' });
    await rm(folder, { recursive: true });
  });
});
