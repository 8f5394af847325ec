import type { BrowserFound } from '../types.ts';
import { findBrowser } from './find.ts';
import { chromiumDriver } from './playwright/chromium.ts';
import { firefoxDriver } from './playwright/firefox.ts';
import { playwrightWebkitDriver } from './playwright/webkit.ts';
import { type BrowserPool, createPool } from './pool.ts';
import { type BrowserName, browserNames, type Driver } from './tab.ts';
import { kindOfWebkit } from './webkit/find.ts';
import { gtkWebkitDriver } from './webkit/gtk.ts';

/** How a browser that was found is driven; null when it was not found. */
export function driverOf({ name, executable }: BrowserFound): Driver | null {
  if (executable === null) return null;
  if (name === 'firefox') return firefoxDriver(executable);
  if (name === 'webkit')
    return kindOfWebkit(executable) === 'gtk' ? gtkWebkitDriver(executable) : playwrightWebkitDriver(executable);
  return chromiumDriver(executable, name);
}

/** The pool over the browsers of this machine; `chromium` is the program to take for that name. */
export function openPool({ size, chromium }: { readonly size: number; readonly chromium?: string }): BrowserPool {
  return createPool({
    size,
    async drivers(name) {
      if (name === 'chromium' && chromium !== undefined) return [chromiumDriver(chromium)];
      if (!isBrowserName(name)) return [];
      const driver = driverOf(await findBrowser(name));
      return driver ? [driver] : [];
    },
    advice: async (name) =>
      isBrowserName(name)
        ? ((await findBrowser(name)).advice ?? '')
        : `There is no browser called "${name}". Use one of ${browserNames.join(', ')} in the matrix.`,
  });
}

export const isBrowserName = (name: string): name is BrowserName => (browserNames as readonly string[]).includes(name);
