import { spawnSync } from 'node:child_process';
import { findBrowsers } from '#visual';

/**
 * Makes sure a Chromium is there. Where none is found on a Debian-like system and we are root, installs the package;
 * elsewhere the advice of `findBrowsers` is passed on. Answers the executable, or null with the reason on stderr.
 */
export async function ensureBrowser(): Promise<string | null> {
  const before = await chromium();
  if (before.executable) return before.executable;
  if (process.platform === 'linux' && process.getuid?.() === 0 && has('apt-get')) {
    process.stderr.write('Installing Chromium (once; about a minute) …\n');
    apt('update', '-qq');
    apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation');
  }
  const after = await chromium();
  if (!after.executable) process.stderr.write(`${after.advice ?? 'No browser found.'}\n`);
  return after.executable;
}

async function chromium() {
  const found = (await findBrowsers()).find(({ name }) => name === 'chromium');
  return found ?? { executable: null, advice: null };
}

const has = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

function apt(...args: readonly string[]) {
  spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
