import type { Browser, BrowserContext, Page } from 'playwright-core';
import { defaultThreshold, metric } from '../diff/compare.ts';
import type { Conditions, Shot, ShotPage, ShotSettings } from '../types.ts';
import { answerFrom, pageOrigin, type Requests } from './answer.ts';
import { openContext, settingsProblem } from './context.ts';
import { hashFonts } from './fonts.ts';
import { takeStillPicture } from './frames.ts';
import { readShapes } from './shapes.ts';
import { freezePage, stopSheet } from './still.ts';

/** Longer than any sound page needs; a page that never finishes loading ends here. */
const loadTimeout = 20_000;
const defaultPatience = 5_000;
const defaultTimeout = 60_000;
/** Device pixels of the whole page; beyond, decoding would take gigabytes. */
const mostPixels = 200_000_000;

/** Shoots one page in a fresh context of a browser: full height, standing still. Never rejects. */
export async function shoot(page: ShotPage, settings: ShotSettings, browser: Browser): Promise<Shot> {
  const problem = settingsProblem(page, settings);
  if (problem) return { kind: 'error', code: 'shot/failed', message: problem };
  let context: BrowserContext | null = null;
  let isLate = false;
  // A page whose script never ends cannot be closed by itself; the browser can, and is started anew for the next one.
  const end = () => {
    isLate = true;
    browser.close().catch(() => {});
  };
  const timer = setTimeout(end, settings.timeout ?? defaultTimeout);
  try {
    context = await openContext(browser, page, settings);
    const requests = await answerFrom(page, context);
    const tab = await context.newPage();
    const crashed = new Promise<Shot>((resolve) => tab.once('crash', () => resolve(browserCrashed)));
    return await Promise.race([shootTab(tab, page, settings, browser, requests), crashed]);
  } catch (problem) {
    if (isLate) return tookTooLong;
    return !browser.isConnected() || saysClosed(problem) ? browserCrashed : shotFailed(problem);
  } finally {
    clearTimeout(timer);
    await context?.close().catch(() => {});
  }
}

async function shootTab(
  tab: Page,
  page: ShotPage,
  settings: ShotSettings,
  browser: Browser,
  requests: () => Requests,
): Promise<Shot> {
  await tab.addInitScript(freezePage, { now: Date.parse(page.now ?? '2026-01-01T00:00:00Z'), css: stopSheet });
  await tab.goto(`${pageOrigin}/`, { waitUntil: 'load', timeout: loadTimeout });
  await tab.mouse.move(0, 0);
  const height = await tab.evaluate(() => document.documentElement.scrollHeight);
  if (height * settings.viewport.width * settings.viewport.dpr ** 2 > mostPixels) {
    return {
      kind: 'error',
      code: 'shot/failed',
      message: `The page is ${height} pixels high: too large for a picture.`,
    };
  }
  const patience = settings.patience ?? defaultPatience;
  const frames = await takeStillPicture(tab, page.masks, patience);
  const { refused, fonts, problem } = requests();
  if (problem) return shotFailed(problem);
  const nodes = await tab.evaluate(readShapes);
  const common = { png: frames.png, nodes, aria: null, refused, conditions: await conditionsOf(browser, fonts) };
  if (frames.kind === 'still') return { kind: 'still', ...common };
  const message = `No two pictures in a row were equal within ${patience / 1000} s: ${frames.cause} keeps changing. Make it stand still, or mask its node.`;
  return { kind: 'unstable', ...common, message };
}

const conditionsOf = async (browser: Browser, fonts: readonly string[]): Promise<Conditions> => ({
  browser: `chromium ${browser.version()}`,
  platform: `${process.platform}-${process.arch}`,
  metric,
  threshold: defaultThreshold,
  fonts: await hashFonts(fonts),
});

const tookTooLong: Shot = {
  kind: 'error',
  code: 'shot/failed',
  message: 'The page took too long: a script or a file of it never ends.',
};

const browserCrashed: Shot = {
  kind: 'error',
  code: 'browser/crashed',
  message: 'The browser closed or crashed while taking the picture. Run it again; if it repeats, free some memory.',
};

/** Playwright may reject a call before it has noticed that the browser is gone. */
const saysClosed = (problem: unknown): boolean => /has been closed|crashed/i.test(String(problem));

function shotFailed(problem: unknown): Shot {
  const text = problem instanceof Error ? problem.message : String(problem);
  const [first = ''] = text.split('\n');
  return { kind: 'error', code: 'shot/failed', message: `The picture could not be taken: ${first}` };
}
