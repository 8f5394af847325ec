import type { BrowserFound } from '../types/browser.ts';
import { findBrowser } from './find.ts';
import { chromiumDriver } from './playwright/chromium.ts';
import { firefoxDriver } from './playwright/firefox.ts';
import { playwrightWebkitDriver } from './playwright/webkit.ts';
import { type BrowserPool, createPool } from './pool.ts';
import { playwrightServerDriver } from './remote/playwright-server.ts';
import { webDriverEndpoint } from './remote/webdriver-endpoint.ts';
import { type BrowserName, browserNames, type Driver } from './tab.ts';
import { kindOfWebkit } from './webkit/find.ts';
import { gtkWebkitDriver } from './webkit/gtk.ts';
import { safariDriver } from './webkit/safari.ts';

/** Every way to drive a browser that was found: where it is on this machine, and at each of its addresses elsewhere. */
export function driversOf({ name, executable, remotes }: BrowserFound): readonly Driver[] {
  return [
    ...remotes.map((address) => (/^ws/.test(address) ? playwrightServerDriver : webDriverEndpoint)({ name, address })),
    ...(executable === null ? [] : [localDriver(name, executable)]),
  ];
}

function localDriver(name: BrowserName, executable: string): Driver {
  if (name === 'firefox') return firefoxDriver(executable);
  if (name !== 'webkit') return chromiumDriver(executable, name);
  const drivers = { gtk: gtkWebkitDriver, safari: safariDriver, playwright: playwrightWebkitDriver };
  return drivers[kindOfWebkit(executable)](executable);
}

/** The pool over all browsers that can be had; `chromium` is the program to take for that name. */
export function openPool({ size, chromium }: { readonly size: number; readonly chromium?: string }): BrowserPool {
  return createPool({
    size,
    async drivers(name) {
      if (name === 'chromium' && chromium !== undefined) return [chromiumDriver(chromium)];
      return isBrowserName(name) ? driversOf(await findBrowser(name)) : [];
    },
    advice: async (name) =>
      isBrowserName(name)
        ? ((await findBrowser(name)).advice ?? '')
        : `There is no browser called "${name}". Use one of ${browserNames.join(', ')} in the matrix.`,
  });
}

export const isBrowserName = (name: string): name is BrowserName => (browserNames as readonly string[]).includes(name);
