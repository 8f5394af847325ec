import type { Browser, BrowserContext } from 'playwright-core';
import { type BrowserName, type RunningBrowser, type TabSettings, thisPlatform } from '../tab.ts';
import { openTab } from './tab.ts';

/** Longer than a sound browser needs to end; one that hangs is left to Playwright, which kills it later. */
const endTimeout = 5_000;

/** A browser that Playwright started, or is connected to. */
export const playwrightBrowser = (
  name: BrowserName,
  browser: Browser,
  platform: string = thisPlatform,
): RunningBrowser => ({
  name,
  platform,
  build: `${name} ${browser.version()}`,
  isRunning: () => browser.isConnected(),
  async open(settings, content) {
    const context = await openContext(browser, settings);
    try {
      return await openTab(context, settings, content);
    } catch (problem) {
      await context.close().catch(() => {});
      throw problem;
    }
  },
  async close() {
    await Promise.race([browser.close().catch(() => {}), new Promise((done) => setTimeout(done, endTimeout).unref())]);
  },
});

/** A fresh context that shows a page as the settings say: size, language, zone, scheme and media, nothing granted. */
const openContext = (
  browser: Browser,
  { viewport, locale, timeZone, scheme, media }: TabSettings,
): Promise<BrowserContext> =>
  browser.newContext({
    viewport: { width: viewport.width, height: viewport.height },
    deviceScaleFactor: viewport.dpr,
    locale,
    timezoneId: timeZone,
    colorScheme: scheme,
    reducedMotion: media.reducedMotion ? 'reduce' : 'no-preference',
    forcedColors: media.forcedColors ? 'active' : 'none',
    contrast: 'no-preference',
    serviceWorkers: 'block',
    permissions: [],
    acceptDownloads: false,
  });
