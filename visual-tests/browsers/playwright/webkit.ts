import type { Driver } from '../tab.ts';
import { playwrightBrowser } from './browser.ts';
import { playwright } from './library.ts';

/** Playwright's own build of WebKit: everything but forced colors, which WebKit does not know. */
export const playwrightWebkitDriver = (executable: string): Driver => ({
  name: 'webkit',
  fixed: () => '',
  cannot: ({ media }) => (media.forcedColors ? ['the medium "forced-colors" in WebKit'] : []),
  launch: async () =>
    playwrightBrowser(
      'webkit',
      await playwright().webkit.launch({
        executablePath: executable,
        timeout: 60_000,
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
      }),
    ),
});
