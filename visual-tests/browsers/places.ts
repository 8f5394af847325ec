import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { playwright } from './playwright/library.ts';
import type { BrowserName } from './tab.ts';

/** What decides where a browser may be: the platform, its environment, and `PATH` among it. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Browsers that are one program; WebKit is several, see `webkit/parts.ts`. */
export type ProgramName = Exclude<BrowserName, 'webkit'>;

/** The variable that names the program to take, and then no other. */
export const variableOf = (name: BrowserName): string => `STUDIO_${name.toUpperCase()}`;

/** Where a browser usually is, best first. Its variable wins alone when it is set. */
export function browserPlaces({ platform, env }: Surroundings, name: ProgramName = 'chromium'): readonly string[] {
  const chosen = env[variableOf(name)];
  if (chosen) return [chosen];
  const usual = (places[platform] ?? linux)(name, env);
  if (name === 'chromium') {
    // Chrome and Edge are siblings: whoever has one of them has a Chromium.
    const siblings = (['chrome', 'edge'] as const).flatMap((sibling) => (places[platform] ?? linux)(sibling, env));
    return [playwright().chromium.executablePath(), ...usual, ...siblings];
  }
  return name === 'firefox' ? [playwright().firefox.executablePath(), ...usual] : usual;
}

type Places = (name: ProgramName, env: Surroundings['env']) => readonly string[];

const commands = {
  chromium: ['chromium', 'chromium-browser'],
  chrome: ['google-chrome', 'google-chrome-stable'],
  edge: ['microsoft-edge', 'microsoft-edge-stable'],
  firefox: ['firefox-esr', 'firefox'],
} as const;

const linux: Places = (name, env) => commands[name].flatMap((command) => alongPath(command, env));

const applications = {
  chromium: 'Chromium',
  chrome: 'Google Chrome',
  edge: 'Microsoft Edge',
  firefox: 'Firefox',
} as const;

const mac: Places = (name, env) =>
  ['/Applications', join(env['HOME'] ?? '/', 'Applications')].map((folder) => {
    const application = applications[name];
    return join(folder, `${application}.app`, 'Contents', 'MacOS', name === 'firefox' ? 'firefox' : application);
  });

const programs = {
  chromium: ['Chromium', 'Application', 'chrome.exe'],
  chrome: ['Google', 'Chrome', 'Application', 'chrome.exe'],
  edge: ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  firefox: ['Mozilla Firefox', 'firefox.exe'],
} as const;

const windows: Places = (name, env) =>
  ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const folder = env[variable];
    return folder ? [join(folder, ...programs[name])] : [];
  });

const places: Partial<Record<NodeJS.Platform, Places>> = { linux, darwin: mac, win32: windows };

/** Where a command may lie on Linux: the usual folders, and those of `PATH`. */
export const alongPath = (command: string, env: Surroundings['env']): readonly string[] =>
  [...new Set(['/usr/bin', '/usr/local/bin', '/snap/bin', ...(env['PATH'] ?? '').split(':').filter(Boolean)])].map(
    (folder) => join(folder, command),
  );

/** Where WebKitGTK keeps its small browser: below a folder of the architecture, named after the version of GTK. */
export function miniBrowserPlaces(): readonly string[] {
  const below = (folder: string) => (existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []);
  return ['/usr/lib', '/usr/lib64', '/usr/libexec', '/usr/local/libexec']
    .flatMap((folder) => [
      ...below(folder),
      ...below(folder)
        .filter((path) => /linux-gnu/.test(path))
        .flatMap(below),
    ])
    .filter((path) => /\/webkit(2gtk|gtk)-[\d.]+$/.test(path))
    .map((path) => join(path, 'MiniBrowser'))
    .filter((path) => existsSync(path))
    .sort()
    .reverse();
}
