import { playwrightBrowser } from '../playwright/browser.ts';
import { playwright } from '../playwright/library.ts';
import type { Driver } from '../tab.ts';
import { checked } from './check.ts';
import type { Remote } from './remotes.ts';

/** How Playwright calls the family of a browser. */
const families = {
  chromium: 'chromium',
  chrome: 'chromium',
  edge: 'chromium',
  firefox: 'firefox',
  webkit: 'webkit',
} as const;

/** A browser that a Playwright server hands out by WebSocket; the server has to be of the same version as we are. */
export const playwrightServerDriver = ({ name, address }: Remote): Driver =>
  checked(
    {
      name,
      fixed: () => '',
      cannot: () => [],
      launch: async () =>
        playwrightBrowser(name, await playwright()[families[name]].connect(address, { timeout: 30_000 }), {
          platform: 'remote',
        }),
    },
    address,
  );
