import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowsers } from './find.ts';
import { browserPlaces } from './places.ts';

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

describe('findBrowsers', () => {
  it('finds the Chromium of this machine with its build', async () => {
    const [chromium] = await findBrowsers();
    expect(chromium).toMatchObject({ name: 'chromium', found: true, advice: null });
    expect(chromium?.build).toMatch(/^chromium \d+\.\d+\.\d+\.\d+$/);
  });

  it('prefers the one the environment names', async () => {
    const executable = await program('mine', 'echo "Chromium 99.1.2.3 built somewhere"; echo noise >&2');
    const found = await findBrowsers({ platform: 'linux', env: { STUDIO_CHROMIUM: executable } });
    expect(found).toEqual([{ name: 'chromium', found: true, build: 'chromium 99.1.2.3', executable, advice: null }]);
  });

  it('says how to get one when the named program is none, and does not quietly take another', async () => {
    const executable = await program('broken', 'exit 1');
    const [found] = await findBrowsers({ platform: 'linux', env: { STUDIO_CHROMIUM: executable } });
    expect(found?.found).toBe(false);
    expect(found?.advice).toContain(executable);
  });

  it('looks along PATH and at the usual places of each system', () => {
    expect(browserPlaces({ platform: 'linux', env: { PATH: '/opt/bin' } })).toContain('/opt/bin/chromium');
    expect(browserPlaces({ platform: 'darwin', env: { HOME: '/Users/a' } })).toContain(
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    );
    expect(browserPlaces({ platform: 'win32', env: { ProgramFiles: 'C:/Programs' } })).toContain(
      join('C:/Programs', 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    );
  });
});
