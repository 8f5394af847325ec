import type { Browser } from 'playwright-core';
import { pageOrigin, type Tab, type TabContent, type TabSettings } from '../tab.ts';
import { type OpenPage, openPage } from './open-page.ts';
import { showIn } from './tab.ts';

/** Pages that wait for their next use. */
const mostIdle = 2;
/** Then a page goes, with whatever its process has piled up. */
const mostUses = 200;
/** Milliseconds for emptying a page; one that cannot even do that goes. */
const emptyingTimeout = 5_000;

/**
 * Tabs of Chromium in pages that are used again: a fresh context with its process costs more than a picture. What a page
 * can leave behind is emptied before the next one comes, unless no script of it has run, and so is a fresh page, so that
 * all begin alike. One that somebody has touched, that opened others or cannot be emptied takes its context with it.
 */
export function keepPages(
  browser: Browser,
): <Argument>(settings: TabSettings, content: TabContent<Argument>) => Promise<Tab> {
  const idle = new Map<string, Promise<OpenPage | null>>();
  const uses = new WeakMap<OpenPage, number>();

  async function take(settings: TabSettings): Promise<OpenPage> {
    const name = nameOf(settings);
    const known = idle.get(name);
    idle.delete(name);
    const kept = await known;
    const page = kept?.isSound() ? kept : await emptied(await openPage(browser, settings));
    if (!page) throw new Error('The page of the browser could not be emptied.');
    return page;
  }

  function giveBack(page: OpenPage, isInert: boolean): void {
    const name = nameOf(page.settings);
    if (idle.has(name)) return void page.close();
    idle.set(name, isInert ? Promise.resolve(page) : emptied(page));
    for (const [oldest, other] of idle) {
      if (idle.size <= mostIdle) break;
      idle.delete(oldest);
      void other.then((one) => one?.close());
    }
  }

  return async (settings, content) => {
    const page = await take(settings);
    const used = (uses.get(page) ?? 0) + 1;
    uses.set(page, used);
    try {
      const { isTouched, ...tab } = await showIn(page, content);
      let isClosed = false;
      return {
        ...tab,
        async close() {
          if (isClosed) return;
          isClosed = true;
          // The protocol that empties it would take its medium from the next page.
          if (isTouched() || used >= mostUses || settings.media.print) await page.close();
          else giveBack(page, content.isInert?.() ?? false);
        },
      };
    } catch (problem) {
      await page.close();
      throw problem;
    }
  };
}

const nameOf = ({ viewport: { width, height, dpr }, locale, timeZone, scheme, media }: TabSettings): string =>
  JSON.stringify([width, height, dpr, locale, timeZone, scheme, media.print, media.forcedColors, media.reducedMotion]);

/** The page as one that was never used; null when it cannot be had like that. Never rejects. */
async function emptied(opened: OpenPage): Promise<OpenPage | null> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('late')), emptyingTimeout);
  try {
    await Promise.race([empty(opened), late.promise]);
    return opened;
  } catch {
    void opened.close();
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** Only once the last document is gone: it may store something with its last breath. */
async function empty({ page, requests, settings, prepare, protocol }: OpenPage): Promise<void> {
  requests.answerBy(async () => nothing);
  await prepare(undefined);
  await page.goto(`${pageOrigin}/_studio/nothing`, { timeout: emptyingTimeout });
  if (settings.media.print) return;
  await page.evaluate(() => {
    window.name = '';
    sessionStorage.clear();
  });
  const session = await protocol();
  await Promise.all([
    session.send('Storage.clearDataForOrigin', { origin: pageOrigin, storageTypes: 'all' }),
    session.send('Network.clearBrowserCookies'),
    session.send('Page.resetNavigationHistory'),
  ]);
  if (page.context().pages().length > 1) throw new Error('It opened others.');
}

const nothing = { headers: { 'content-type': 'text/html' }, body: '<!doctype html><title></title>' };
