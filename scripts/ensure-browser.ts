import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowsers } from '#visual';

/**
 * Makes sure a Chromium is there. Where none is found on a Debian-like system and we are root, installs the package;
 * elsewhere the advice of `findBrowsers` is passed on. Answers the executable, or null with the reason on stderr.
 */
export async function ensureBrowser(): Promise<string | null> {
  const before = await chromium();
  if (before.executable) return before.executable;
  if (canInstall()) {
    process.stderr.write('Installing Chromium (once; about a minute) …\n');
    apt('update', '-qq');
    apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation');
  }
  const after = await chromium();
  if (!after.executable) process.stderr.write(`${after.advice ?? 'No browser found.'}\n`);
  return after.executable;
}

/**
 * The same for Firefox, in which security tests are run a second time; those who only use the product need none. Answers
 * the executable, or null.
 */
export function ensureFirefox(): string | null {
  const before = firefox();
  if (before || !canInstall()) return before;
  process.stderr.write('Installing Firefox (once; about a minute) …\n');
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', 'firefox-esr');
  return firefox();
}

const firefox = (): string | null =>
  [process.env['STUDIO_FIREFOX'] ?? '', '/usr/bin/firefox-esr', '/usr/bin/firefox'].find(
    (path) => path !== '' && existsSync(path),
  ) ?? null;

const canInstall = (): boolean => process.platform === 'linux' && process.getuid?.() === 0 && has('apt-get');

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
