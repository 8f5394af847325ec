import { chromium, firefox, webkit } from 'playwright-core';
import { playwrightBrowser } from '../playwright/browser.ts';
import type { Driver } from '../tab.ts';
import { checked } from './check.ts';
import type { Remote } from './remotes.ts';

const kinds = { chromium, chrome: chromium, edge: chromium, firefox, webkit };

/** A browser that a Playwright server hands out by WebSocket; the server has to be of the same version as we are. */
export const playwrightServerDriver = ({ name, address }: Remote): Driver =>
  checked(
    {
      name,
      fixed: () => '',
      cannot: () => [],
      launch: async () =>
        playwrightBrowser(name, await kinds[name].connect(address, { timeout: 30_000 }), { platform: 'remote' }),
    },
    address,
  );
