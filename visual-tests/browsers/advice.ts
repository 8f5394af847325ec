import { type Surroundings, variableOf } from './places.ts';
import type { BrowserName } from './tab.ts';

/** How to get a browser that was not found, as sentences. */
export function adviceFor(name: BrowserName, { platform, env }: Surroundings): string {
  const chosen = env[variableOf(name)];
  if (chosen) {
    return `${variableOf(name)} names "${chosen}", which is no ${titles[name]} that starts. Correct it or unset it.`;
  }
  const known = install[name][platform as 'linux' | 'darwin' | 'win32'] ?? `Install ${titles[name]}`;
  return `No ${titles[name]} was found. ${known}, or name one in ${variableOf(name)}.`;
}

export const titles: Readonly<Record<BrowserName, string>> = {
  chromium: 'Chromium',
  firefox: 'Firefox',
  webkit: 'WebKit',
  chrome: 'Chrome',
  edge: 'Edge',
};

const own = (name: string) => `run "npx playwright-core install ${name}"`;

type Sentences = Readonly<Record<'linux' | 'darwin' | 'win32', string>>;

const install: Readonly<Record<BrowserName, Sentences>> = {
  chromium: {
    linux: `Install it with "apt-get install chromium" (or your distribution's package), ${own('chromium')}`,
    darwin: `Install Google Chrome or Chromium into Applications, ${own('chromium')}`,
    win32: `Install Google Chrome or Microsoft Edge, ${own('chromium')}`,
  },
  firefox: {
    linux: `Install it with "apt-get install firefox-esr" (or your distribution's package), ${own('firefox')}`,
    darwin: `Install Firefox into Applications, ${own('firefox')}`,
    win32: `Install Firefox, ${own('firefox')}`,
  },
  webkit: {
    linux: `Install it with "apt-get install webkit2gtk-driver xvfb" (or your distribution's packages), ${own('webkit')}`,
    darwin: `Allow Safari to be driven with "safaridriver --enable", ${own('webkit')}`,
    win32: `On Windows ${own('webkit')}`,
  },
  chrome: {
    linux: `Install Google Chrome from google.com/chrome, ${own('chrome')}`,
    darwin: 'Install Google Chrome into Applications',
    win32: 'Install Google Chrome',
  },
  edge: {
    linux: `Install Microsoft Edge from microsoft.com/edge, ${own('msedge')}`,
    darwin: 'Install Microsoft Edge into Applications',
    win32: 'Install Microsoft Edge',
  },
};
