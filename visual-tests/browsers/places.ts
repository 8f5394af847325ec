import { join } from 'node:path';
import { chromium } from 'playwright-core';

/** What decides where a browser may be: the platform, its environment, and `PATH` among it. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Where Chromium or one of its siblings usually is, best first. `STUDIO_CHROMIUM` wins alone when it is set. */
export function browserPlaces({ platform, env }: Surroundings): readonly string[] {
  const chosen = env['STUDIO_CHROMIUM'];
  return chosen ? [chosen] : [chromium.executablePath(), ...(usual[platform] ?? linux)(env)];
}

type Places = (env: Surroundings['env']) => readonly string[];

const linux: Places = (env) => {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const folders = new Set([
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
    ...(env['PATH'] ?? '').split(':').filter(Boolean),
  ]);
  return names.flatMap((name) => [...folders].map((folder) => join(folder, name)));
};

const mac: Places = (env) =>
  ['Chromium', 'Google Chrome', 'Microsoft Edge'].flatMap((name) =>
    ['/Applications', join(env['HOME'] ?? '/', 'Applications')].map((folder) =>
      join(folder, `${name}.app`, 'Contents', 'MacOS', name),
    ),
  );

const windows: Places = (env) =>
  ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = env[name];
    return folder
      ? [
          join(folder, 'Chromium', 'Application', 'chrome.exe'),
          join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ]
      : [];
  });

const usual: Partial<Record<NodeJS.Platform, Places>> = { linux, darwin: mac, win32: windows };
