import { launchBrowser } from '../launch.ts';
import type { BrowserName, Driver } from '../tab.ts';
import { playwrightBrowser } from './browser.ts';

/** Chromium, or a sibling that is installed: everything is set for each tab. */
export const chromiumDriver = (executable: string, name: BrowserName = 'chromium'): Driver => ({
  name,
  fixed: () => '',
  cannot: () => [],
  launch: async () => playwrightBrowser(name, await launchBrowser(executable)),
});
