import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { BrowserFound } from '../types.ts';
import { browserPlaces, type Surroundings } from './places.ts';

const run = promisify(execFile);
const here: Surroundings = { platform: process.platform, env: process.env };

/** Which browsers this machine has: one entry per name, with its build, or with a sentence on how to get it. */
export async function findBrowsers(surroundings: Surroundings = here): Promise<readonly BrowserFound[]> {
  for (const executable of browserPlaces(surroundings)) {
    const build = (await isExecutable(executable)) ? await buildOf(executable, surroundings.platform) : null;
    if (build) return [{ name: 'chromium', found: true, build, executable, advice: null }];
  }
  return [{ name: 'chromium', found: false, build: null, executable: null, advice: adviceFor(surroundings) }];
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** `chromium 156.0.8078.79`; null when the program is something else or does not answer. */
async function buildOf(executable: string, platform: NodeJS.Platform): Promise<string | null> {
  const text = platform === 'win32' ? await versionFolder(executable) : await versionPrinted(executable);
  const version = /\d+(?:\.\d+){3}/.exec(text);
  return version && `chromium ${version[0]}`;
}

async function versionPrinted(executable: string): Promise<string> {
  return run(executable, ['--version'], { timeout: 10_000 }).then(
    ({ stdout }) => stdout,
    () => '',
  );
}

/** On Windows `--version` opens a window; the version is the name of the folder beside the program. */
async function versionFolder(executable: string): Promise<string> {
  const names = await readdir(dirname(executable)).catch(() => []);
  return names.find((name) => /^\d+(?:\.\d+){3}$/.test(name)) ?? '';
}

function adviceFor({ platform, env }: Surroundings): string {
  const chosen = env['STUDIO_CHROMIUM'];
  if (chosen) return `STUDIO_CHROMIUM names "${chosen}", which is no Chromium that starts. Correct it or unset it.`;
  const install = {
    linux: 'Install it with "apt-get install chromium" (or your distribution\'s package)',
    darwin: 'Install Google Chrome or Chromium into Applications',
    win32: 'Install Google Chrome or Microsoft Edge',
  }[platform as 'linux' | 'darwin' | 'win32'];
  return `No Chromium was found. ${install ?? 'Install Chromium'}, run "npx playwright-core install chromium", or name one in STUDIO_CHROMIUM.`;
}
