import type { RunningBrowser, Tab } from '../browsers/tab.ts';
import { defaultThreshold, metric } from '../diff/compare.ts';
import type { Conditions, Shot, ShotPage, ShotSettings } from '../types.ts';
import { answerFrom, type Given } from './answer.ts';
import { settingsProblem, tabSettings } from './context.ts';
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

/** Shoots one page in a fresh tab of a browser: full height, standing still. Never rejects. */
export async function shoot(page: ShotPage, settings: ShotSettings, browser: RunningBrowser): Promise<Shot> {
  const problem = settingsProblem(page, settings);
  if (problem) return { kind: 'error', code: 'shot/failed', message: problem };
  let tab: Tab | null = null;
  let isLate = false;
  // A page whose script never ends cannot be closed by itself; the browser can, and is started anew for the next one.
  const end = () => {
    isLate = true;
    void browser.close();
  };
  const timer = setTimeout(end, settings.timeout ?? defaultTimeout);
  try {
    const { answer, given } = answerFrom(page);
    const argument = { now: Date.parse(page.now ?? '2026-01-01T00:00:00Z'), css: stopSheet };
    tab = await browser.open(tabSettings(page, settings), { answer, before: { task: freezePage, argument } });
    const crashed = tab.crashed.then((): Shot => (isLate ? tookTooLong : browserCrashed));
    return await Promise.race([shootTab(tab, page, settings, browser, given), crashed]);
  } catch (problem) {
    if (isLate) return tookTooLong;
    return !browser.isRunning() || saysClosed(problem) ? browserCrashed : shotFailed(problem);
  } finally {
    clearTimeout(timer);
    await tab?.close();
  }
}

async function shootTab(
  tab: Tab,
  page: ShotPage,
  settings: ShotSettings,
  browser: RunningBrowser,
  given: () => Given,
): Promise<Shot> {
  await tab.go('/', loadTimeout);
  await tab.moveMouse(0, 0);
  const height = await tab.run(() => document.documentElement.scrollHeight, null);
  if (height * settings.viewport.width * settings.viewport.dpr ** 2 > mostPixels) {
    return {
      kind: 'error',
      code: 'shot/failed',
      message: `The page is ${height} pixels high: too large for a picture.`,
    };
  }
  const patience = settings.patience ?? defaultPatience;
  const frames = await takeStillPicture(tab, page.masks, patience);
  const { fonts, problem } = given();
  if (problem) return shotFailed(problem);
  const nodes = await tab.run(readShapes, null);
  const conditions = await conditionsOf(browser, fonts);
  const common = { png: frames.png, nodes, aria: null, refused: tab.refused(), conditions };
  if (frames.kind === 'still') return { kind: 'still', ...common };
  const message = `No two pictures in a row were equal within ${patience / 1000} s: ${frames.cause} keeps changing. Make it stand still, or mask its node.`;
  return { kind: 'unstable', ...common, message };
}

const conditionsOf = async (browser: RunningBrowser, fonts: readonly string[]): Promise<Conditions> => ({
  browser: browser.build,
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
