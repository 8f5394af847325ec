import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { BrowserFound } from '../types/browser.ts';
import { adviceFor } from './advice.ts';
import { browserPlaces, type ProgramName, type Surroundings } from './places.ts';
import { reach } from './remote/connect.ts';
import { remotesFrom } from './remote/remotes.ts';
import { type BrowserName, browserNames } from './tab.ts';
import { findWebkit } from './webkit/find.ts';

const run = promisify(execFile);
export const here: Surroundings = { platform: process.platform, env: process.env };

/** Which browsers this machine has: one entry per name, with its build, or with a sentence on how to get it. */
export const findBrowsers = (surroundings: Surroundings = here): Promise<readonly BrowserFound[]> =>
  Promise.all(browserNames.map((name) => findBrowser(name, surroundings)));

/** The same for one name; far quicker than all of them. What `STUDIO_BROWSERS` says of it counts before anything else. */
export async function findBrowser(name: BrowserName, surroundings: Surroundings = here): Promise<BrowserFound> {
  const remotes = remotesFrom(surroundings.env);
  if (typeof remotes === 'string') return missing(name, remotes);
  const addresses = remotes.filter((remote) => remote.name === name).map(({ address }) => address);
  const elsewhere = addresses.filter((address) => address !== 'here');
  if (elsewhere.length === 0) return findHere(name, surroundings);
  const silent = await silentOnes(elsewhere);
  if (silent.length > 0)
    return missing(name, `STUDIO_BROWSERS: ${silent.join('; ')}. Start it, or correct the address.`);
  const local = elsewhere.length < addresses.length ? await findHere(name, surroundings) : null;
  if (local && !local.found) return local;
  const build = [...elsewhere.map((address) => `${name} at ${address}`), ...(local?.build ? [local.build] : [])];
  return {
    name,
    found: true,
    build: build.join(', '),
    executable: local?.executable ?? null,
    advice: null,
    remotes: elsewhere,
  };
}

async function findHere(name: BrowserName, surroundings: Surroundings): Promise<BrowserFound> {
  if (name === 'webkit') return findWebkit(surroundings);
  for (const executable of browserPlaces(surroundings, name)) {
    const version = (await isExecutable(executable)) ? await versionOf(executable, name, surroundings.platform) : null;
    if (version) return { name, found: true, build: `${name} ${version}`, executable, advice: null, remotes: [] };
  }
  return missing(name, adviceFor(name, surroundings));
}

const missing = (name: BrowserName, advice: string): BrowserFound => ({
  name,
  found: false,
  build: null,
  executable: null,
  advice,
  remotes: [],
});

/** Those at which nobody answers, each with the reason. */
async function silentOnes(addresses: readonly string[]): Promise<readonly string[]> {
  const reasons = await Promise.all(
    addresses.map((address) =>
      reach(address).then(
        () => null,
        (problem: Error) => `${address} does not answer (${problem.message})`,
      ),
    ),
  );
  return reasons.filter((reason) => reason !== null);
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

/** `156.0.8078.79`; null when the program is something else or does not answer. */
async function versionOf(executable: string, name: ProgramName, platform: NodeJS.Platform): Promise<string | null> {
  const text = platform === 'win32' ? await versionFolder(executable) : await versionPrinted(executable);
  // Firefox says it in two to four parts, and both call themselves by their names.
  const pattern = name === 'firefox' ? /Firefox (\d+(?:\.\d+)+)|^(\d+(?:\.\d+)+)$/ : /(\d+(?:\.\d+){3})/;
  const found = pattern.exec(text.trim());
  return found?.[1] ?? found?.[2] ?? null;
}

async function versionPrinted(executable: string): Promise<string> {
  return run(executable, ['--version'], { timeout: 10_000 }).then(
    ({ stdout }) => stdout,
    () => '',
  );
}

/** On Windows `--version` opens a window; the version is a folder beside the program, or in a file of Firefox. */
async function versionFolder(executable: string): Promise<string> {
  const folder = dirname(executable);
  const names = await readdir(folder).catch((): string[] => []);
  const version = names.find((name) => /^\d+(?:\.\d+){3}$/.test(name));
  if (version) return version;
  const text = await readFile(join(folder, 'application.ini'), 'utf8').catch(() => '');
  return /^Version=(.*)$/m.exec(text)?.[1] ?? '';
}
