import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adviceFor } from './advice.ts';
import { findBrowser, findBrowsers } from './find.ts';
import { browserPlaces } from './places.ts';
import { browserNames } from './tab.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'find-browsers-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function program(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, `#!/bin/sh\n${text}\n`);
  await chmod(file, 0o755);
  return file;
}

describe('findBrowsers (T1)', () => {
  it('finds all three browsers of this machine with their builds', async () => {
    const found = await findBrowsers();
    expect(found.map(({ name }) => name)).toEqual(['chromium', 'firefox', 'webkit', 'chrome', 'edge']);
    const [chromium, firefox, webkit] = found;
    expect(chromium).toMatchObject({ found: true, advice: null });
    expect(chromium?.build).toMatch(/^chromium \d+\.\d+\.\d+\.\d+$/);
    expect(firefox).toMatchObject({ found: true, advice: null });
    expect(firefox?.build).toMatch(/^firefox \d+\.\d+/);
    expect(webkit).toMatchObject({ found: true, advice: null });
    expect(webkit?.build).toMatch(/^webkit \d+\.\d+\.\d+$/);
  });

  it('prefers the one the environment names', async () => {
    const executable = await program('mine', 'echo "Chromium 99.1.2.3 built somewhere"; echo noise >&2');
    const found = await findBrowser('chromium', { platform: 'linux', env: { STUDIO_CHROMIUM: executable } });
    expect(found).toMatchObject({ found: true, build: 'chromium 99.1.2.3', executable, advice: null });
    const fox = await program('fox', 'echo "Mozilla Firefox 153.7.0esr"');
    const foxFound = await findBrowser('firefox', { platform: 'linux', env: { STUDIO_FIREFOX: fox } });
    expect(foxFound.build).toBe('firefox 153.7.0');
  });

  it('says how to get one when the named program is none, and does not quietly take another', async () => {
    const executable = await program('broken', 'exit 1');
    for (const name of ['chromium', 'firefox', 'edge'] as const) {
      const found = await findBrowser(name, {
        platform: 'linux',
        env: { [`STUDIO_${name.toUpperCase()}`]: executable },
      });
      expect(found.found).toBe(false);
      expect(found.advice).toContain(executable);
    }
  });

  it('says of each browser how to get it on each system', () => {
    for (const platform of ['linux', 'darwin', 'win32', 'freebsd'] as const)
      for (const name of browserNames)
        expect(adviceFor(name, { platform, env: {} })).toMatch(/^No \w+ was found\. .+\.$/);
    expect(adviceFor('webkit', { platform: 'linux', env: {} })).toContain('webkit2gtk-driver xvfb');
    expect(adviceFor('webkit', { platform: 'darwin', env: {} })).toContain('safaridriver --enable');
  });

  it('looks along PATH and at the usual places of each system', () => {
    expect(browserPlaces({ platform: 'linux', env: { PATH: '/opt/bin' } })).toContain('/opt/bin/chromium');
    expect(browserPlaces({ platform: 'linux', env: {} }, 'firefox')).toContain('/usr/bin/firefox-esr');
    expect(browserPlaces({ platform: 'darwin', env: { HOME: '/Users/a' } })).toContain(
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    );
    expect(browserPlaces({ platform: 'win32', env: { ProgramFiles: 'C:/Programs' } }, 'edge')).toContain(
      join('C:/Programs', 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    );
  });
});
