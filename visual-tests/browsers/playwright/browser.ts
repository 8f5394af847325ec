import type { Browser } from 'playwright-core';
import {
  type BrowserName,
  type RunningBrowser,
  type Tab,
  type TabContent,
  type TabSettings,
  thisPlatform,
} from '../tab.ts';
import { keepPages } from './kept-pages.ts';
import { openPage } from './open-page.ts';
import { showIn } from './tab.ts';

/** Milliseconds a sound browser needs to end, and more; one that hangs is killed, where that is in our hands. */
const endTimeout = 3_000;

export interface BrowserPlace {
  /** Where it runs; here by default. */
  readonly platform?: string;
  /** Ends its processes. */
  readonly kill?: () => void;
}

/** A browser that Playwright started, or is connected to. */
export function playwrightBrowser(
  name: BrowserName,
  browser: Browser,
  { platform = thisPlatform, kill }: BrowserPlace = {},
): RunningBrowser {
  const close = async () => {
    const ended = browser.close().catch(() => {});
    const timer = setTimeout(() => kill?.(), endTimeout);
    await Promise.race([ended, new Promise((done) => setTimeout(done, 2 * endTimeout).unref())]);
    clearTimeout(timer);
  };
  const isChromium = browser.browserType().name() === 'chromium';
  return {
    name,
    platform,
    build: `${name} ${browser.version()}`,
    isRunning: () => browser.isConnected(),
    open: isChromium ? keepPages(browser) : (settings, content) => freshTab(browser, settings, content),
    close,
    async kill() {
      kill?.();
      await close();
    },
  };
}

/** A tab in a context of its own; closing it closes both. */
async function freshTab<Argument>(
  browser: Browser,
  settings: TabSettings,
  content: TabContent<Argument>,
): Promise<Tab> {
  const page = await openPage(browser, settings);
  try {
    const { isTouched: _, ...tab } = await showIn(page, content);
    return { ...tab, close: page.close };
  } catch (problem) {
    await page.close();
    throw problem;
  }
}
