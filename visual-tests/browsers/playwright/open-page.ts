import type { Browser, BrowserContext, CDPSession, Disposable, Page } from 'playwright-core';
import type { TabContent, TabSettings } from '../tab.ts';
import { answerRequests, type Requests } from './requests.ts';

/** The only page of a context, whatever it shows. */
export interface OpenPage {
  readonly page: Page;
  readonly requests: Requests;
  readonly settings: TabSettings;
  /** From the next document on this runs before all else, in the place of what was said before. */
  prepare<Argument>(before: TabContent<Argument>['before']): Promise<void>;
  /** Chromium's own door to the page. */
  protocol(): Promise<CDPSession>;
  /** False once it crashed. */
  isSound(): boolean;
  /** Resolves when it crashed, or went with its browser, without being asked to. */
  readonly crashed: Promise<void>;
  /** Ends the context with all that is in it; never rejects. */
  close(): Promise<void>;
}

export async function openPage(browser: Browser, settings: TabSettings): Promise<OpenPage> {
  const context = await openContext(browser, settings);
  let isClosed = false;
  const close = async () => {
    isClosed = true;
    await context.close().catch(() => {});
  };
  try {
    const requests = await answerRequests(context);
    const page = await context.newPage();
    if (settings.media.print) await page.emulateMedia({ media: 'print' });
    const crashed = Promise.withResolvers<void>();
    let isSound = true;
    const crash = () => {
      isSound = false;
      crashed.resolve();
    };
    page.once('crash', crash);
    page.once('close', () => !isClosed && crash());
    let session: Promise<CDPSession> | null = null;
    // Only opened once the page is there: an earlier session would reset the emulated medium when the page is loaded.
    const protocol = () => (session ??= context.newCDPSession(page));
    return {
      page,
      requests,
      settings,
      prepare: preparer(page),
      protocol,
      isSound: () => isSound,
      crashed: crashed.promise,
      close,
    };
  } catch (problem) {
    await close();
    throw problem;
  }
}

function preparer(page: Page): OpenPage['prepare'] {
  let prepared = '';
  let script: Disposable | null = null;
  return async (before) => {
    const source = before ? `${String(before.task)} ${JSON.stringify(before.argument)}` : '';
    if (source === prepared) return;
    await script?.dispose();
    script = before ? await page.addInitScript(before.task as (argument: unknown) => void, before.argument) : null;
    prepared = source;
  };
}

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
