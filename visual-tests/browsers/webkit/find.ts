import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import type { BrowserFound } from '../../types/browser.ts';
import { adviceFor } from '../advice.ts';
import { alongPath, miniBrowserPlaces, type Surroundings } from '../places.ts';
import { playwright } from '../playwright/library.ts';
import { openScreen } from './xvfb.ts';

const run = promisify(execFile);

/** What it takes to drive the WebKit of a Linux distribution. */
export interface WebkitParts {
  readonly driver: string;
  readonly miniBrowser: string;
  readonly xvfb: string;
}

/** WebKit as Playwright builds it, as Linux distributions do, or as Safari; the first that is there. */
export async function findWebkit(surroundings: Surroundings): Promise<BrowserFound> {
  const chosen = surroundings.env['STUDIO_WEBKIT'];
  for (const executable of chosen ? [chosen] : usual(surroundings)) {
    const version = existsSync(executable) ? await versionOf(executable, surroundings) : null;
    if (version)
      return { name: 'webkit', found: true, build: `webkit ${version}`, executable, advice: null, remotes: [] };
  }
  const advice = missingParts(surroundings) ?? adviceFor('webkit', surroundings);
  return { name: 'webkit', found: false, build: null, executable: null, advice, remotes: [] };
}

const usual = ({ platform, env }: Surroundings): readonly string[] => [
  playwright().webkit.executablePath(),
  ...(platform === 'linux' ? alongPath('WebKitWebDriver', env) : []),
  ...(platform === 'darwin' ? ['/usr/bin/safaridriver'] : []),
];

export type WebkitKind = 'playwright' | 'gtk' | 'safari';

/** By which door a WebKit is driven, told by the name of its program. */
export function kindOfWebkit(executable: string): WebkitKind {
  const name = basename(executable);
  return name === 'WebKitWebDriver' ? 'gtk' : name === 'safaridriver' ? 'safari' : 'playwright';
}

/** The parts beside a `WebKitWebDriver`; null when one of them is missing. */
export function webkitParts(driver: string, { env }: Surroundings): WebkitParts | null {
  const [miniBrowser] = miniBrowserPlaces();
  const xvfb = alongPath('Xvfb', env).find((path) => existsSync(path));
  return miniBrowser && xvfb ? { driver, miniBrowser, xvfb } : null;
}

function missingParts(surroundings: Surroundings): string | null {
  const { platform, env } = surroundings;
  const driver = platform === 'linux' && alongPath('WebKitWebDriver', env).find((path) => existsSync(path));
  if (!driver || env['STUDIO_WEBKIT']) return null;
  const parts = [
    miniBrowserPlaces().length === 0 ? 'its small browser (MiniBrowser)' : null,
    alongPath('Xvfb', env).some((path) => existsSync(path)) ? null : 'a screen (Xvfb)',
  ].filter((part) => part !== null);
  return parts.length === 0
    ? null
    : `WebKit is here, but ${parts.join(' and ')} is not. Install it with "apt-get install webkit2gtk-driver xvfb" (or your distribution's packages).`;
}

async function versionOf(executable: string, surroundings: Surroundings): Promise<string | null> {
  const kind = kindOfWebkit(executable);
  // Playwright's program tells no version; the number of its build is part of its folder's name.
  if (kind === 'playwright') return /webkit-(\d+)/.exec(executable)?.[1] ?? 'of Playwright';
  if (kind === 'safari') return firstNumber(executable, ['--version'], surroundings.env);
  const parts = webkitParts(executable, surroundings);
  return parts && gtkVersion(parts, surroundings.env);
}

const known = new Map<string, Promise<string | null>>();

/** The small browser tells its version only where there is a screen; once per process is enough. */
function gtkVersion({ miniBrowser, xvfb }: WebkitParts, env: Surroundings['env']): Promise<string | null> {
  const version =
    known.get(miniBrowser) ??
    openScreen(xvfb).then(
      async ({ display, close }) => {
        const told = await firstNumber(miniBrowser, ['--version'], { ...env, DISPLAY: display });
        close();
        return told;
      },
      () => null,
    );
  known.set(miniBrowser, version);
  return version;
}

const firstNumber = (program: string, args: readonly string[], env: Surroundings['env']): Promise<string | null> =>
  run(program, args, { timeout: 10_000, env: { ...env } }).then(
    ({ stdout }) => /\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? null,
    () => null,
  );
