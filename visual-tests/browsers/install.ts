import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { titles } from './advice.ts';
import { here } from './find.ts';
import { alongPath, type Surroundings } from './places.ts';
import type { BrowserName } from './tab.ts';

/** One program and what it is told; never a line for a shell. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

export interface Installing {
  /** Gets what the commands say, line by line. */
  readonly onLine?: (line: string) => void;
  readonly signal?: AbortSignal;
  /** What is run; by default what fits this machine. */
  readonly commands?: readonly Command[];
}

/**
 * Gets a browser onto this machine: by its package on Debian and its kin when we are root, else Playwright's own build.
 * Answers null when all went well, or a sentence with what the installer said.
 */
export async function installBrowser(
  name: BrowserName,
  { onLine = () => {}, signal, commands = installCommands(name) }: Installing = {},
): Promise<string | null> {
  for (const command of commands) {
    onLine(commandLine(command));
    const problem = await run(command, onLine, signal);
    if (problem !== null) return `${titles[name]} could not be installed: ${problem}`;
  }
  return null;
}

/** What is run to get a browser, in this order. */
export function installCommands(
  name: BrowserName,
  surroundings: Surroundings = here,
  isRoot = process.getuid?.() === 0,
): readonly Command[] {
  const { platform, env } = surroundings;
  const aptGet = platform === 'linux' && isRoot && alongPath('apt-get', env).find((path) => existsSync(path));
  const wanted = packages[name];
  if (aptGet && wanted) {
    return [
      { program: aptGet, args: ['update', '-q'] },
      { program: aptGet, args: ['install', '-y', '-q', '--no-install-recommends', ...wanted] },
    ];
  }
  const playwright = createRequire(import.meta.url).resolve('playwright-core');
  const cli = join(dirname(playwright), 'cli.js');
  return [{ program: process.execPath, args: [cli, 'install', name === 'edge' ? 'msedge' : name] }];
}

const packages: Readonly<Partial<Record<BrowserName, readonly string[]>>> = {
  chromium: ['chromium', 'fonts-liberation'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb'],
};

/** As a person would type it. */
export const commandLine = ({ program, args }: Command): string =>
  [program === process.execPath ? 'node' : program, ...args]
    .map((part) => part.replace(/^.*\/(apt-get|cli\.js)$/, (_, name) => (name === 'cli.js' ? 'playwright-core' : name)))
    .join(' ')
    .replace(/^node playwright-core/, 'npx playwright-core');

const longest = 15 * 60_000;

function run({ program, args }: Command, onLine: (line: string) => void, signal?: AbortSignal): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: longest,
      ...(signal && { signal }),
      // An Electron is a Node as well when it is told so; packages must not ask anybody anything.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', DEBIAN_FRONTEND: 'noninteractive' },
    });
    let last = '';
    let complaint = '';
    const hear = (text: Buffer) => {
      for (const line of text.toString('utf8').split(/[\r\n]+/)) {
        const said = line.trim().slice(0, 300);
        if (said === '') continue;
        last = said;
        // Both installers begin the reason with a word for it, and go on talking afterwards.
        if (/^(E:|Error|ERROR)/.test(said)) complaint ||= said;
        onLine(said);
      }
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', ({ name, message }) =>
      resolve(name === 'AbortError' ? 'it was called off.' : `${program} did not start (${message}).`),
    );
    child.once('close', (code, killed) => {
      if (code === 0) return resolve(null);
      const reason = (complaint || last || 'it said nothing').replace(/[.\s]*$/, '');
      resolve(
        killed ? `it was ended after ${longest / 60_000} minutes (${reason}).` : `${reason} (exit code ${code}).`,
      );
    });
  });
}
