import { guardedStart } from '../guard.ts';
import { launchBrowser } from '../launch.ts';
import type { BrowserName, Driver } from '../tab.ts';
import { playwrightBrowser } from './browser.ts';

/** Chromium, or a sibling that is installed: everything is set for each tab. */
export const chromiumDriver = (executable: string, name: BrowserName = 'chromium'): Driver => ({
  name,
  fixed: () => '',
  cannot: () => [],
  async launch() {
    const { path, started } = guardedStart(executable);
    const browser = await launchBrowser(path);
    return playwrightBrowser(name, browser, { kill: started() });
  },
});
