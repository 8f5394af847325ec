import { withoutAddresses } from '../accessibility/heard.ts';
import { lookAt } from '../accessibility/look.ts';
import type { Asked, RunningBrowser, Tab } from '../browsers/tab.ts';
import { brokenBudgets } from '../budgets.ts';
import { defaultThreshold, metric } from '../diff/compare.ts';
import { type Act, act, freezeAndPrepare } from '../steps/act.ts';
import type { MaskMode } from '../types/case.ts';
import type { ShotPage } from '../types/page.ts';
import type { Conditions, Seen, Shot, ShotSettings } from '../types/shot.ts';
import { answerFrom, type Given } from './answer.ts';
import { settingsProblem, tabSettings } from './context.ts';
import { explainUnstable } from './explain-unstable.ts';
import { hashFonts } from './fonts.ts';
import { takeStillPicture } from './frames.ts';
import { freezePage } from './page/freeze.ts';
import { maskRules } from './page/paint-masks.ts';
import { readShapes } from './page/read-shapes.ts';
import { silence } from './page/silence.ts';
import { stopSheet } from './page/stop-sheet.ts';

/** Longer than any sound page needs; a page that never finishes loading ends here. */
const loadTimeout = 20_000;
const defaultPatience = 5_000;
const defaultTimeout = 60_000;
/** More for each step a case takes before its picture. */
const timePerStep = 5_000;
/** Device pixels of the whole page; beyond, decoding would take gigabytes. */
const mostPixels = 200_000_000;

/** Shoots one page in a fresh tab of a browser: full height, standing still. Never rejects. */
export async function shoot(page: ShotPage, settings: ShotSettings, browser: RunningBrowser): Promise<Shot> {
  const problem = settingsProblem(page, settings);
  if (problem) return { kind: 'error', code: 'shot/failed', message: problem };
  let tab = null as Tab | null;
  let isLate = false;
  let isAskedFor = false;
  const ended = () => (isAskedFor ? browserCrashed : browserGone);
  const late = Promise.withResolvers<Shot>();
  // A page whose script never ends, or a browser that hangs, cannot be asked to stop; the next page gets another one.
  const timer = setTimeout(
    () => {
      isLate = true;
      void browser.kill().then(() => late.resolve(tookTooLong));
    },
    settings.timeout ?? defaultTimeout + (settings.steps?.length ?? 0) * timePerStep,
  );
  const take = async (): Promise<Shot> => {
    try {
      const files = answerFrom(page);
      const acting = page.visit ? act(page.visit, settings, files.answer) : null;
      const argument = { now: Date.parse(page.now ?? '2026-01-01T00:00:00Z'), css: addedRules(page, settings) };
      const before = { task: acting ? freezeAndPrepare : freezePage, argument };
      const isInert = () => !acting && !files.given().hasScripts;
      const answer = (asked: Asked) => {
        isAskedFor = true;
        return (acting?.answer ?? files.answer)(asked);
      };
      tab = await browser.open(tabSettings(page, settings), { answer, before, isInert });
      const crashed = tab.crashed.then(ended);
      return await Promise.race([shootTab(tab, page, settings, browser, files.given, acting), crashed]);
    } catch (problem) {
      return !browser.isRunning() || saysClosed(problem) ? ended() : shotFailed(problem);
    }
  };
  try {
    const shot = await Promise.race([take(), late.promise]);
    return isLate ? tookTooLong : shot;
  } finally {
    await Promise.race([tab?.close(), late.promise]);
    clearTimeout(timer);
  }
}

async function shootTab(
  tab: Tab,
  page: ShotPage,
  settings: ShotSettings,
  browser: RunningBrowser,
  given: () => Given,
  acting: Act | null,
): Promise<Shot> {
  await tab.go(acting?.address ?? '/', loadTimeout);
  if (acting) {
    await tab.moveMouse(0, 0);
    const undone = await acting.takeSteps(tab);
    if (undone) return { kind: 'error', code: 'step/undone', message: undone };
  }
  const [height] = await Promise.all([
    tab.run(() => document.documentElement.scrollHeight, null),
    acting ? null : tab.moveMouse(0, 0),
  ]);
  if (height * settings.viewport.width * settings.viewport.dpr ** 2 > mostPixels) {
    return {
      kind: 'error',
      code: 'shot/failed',
      message: `The page is ${height} pixels high: too large for a picture.`,
    };
  }
  const patience = settings.patience ?? defaultPatience;
  const frames = await takeStillPicture(tab, {
    patience,
    at: settings.at ?? null,
    keepsFocus: acting !== null,
    mayBeBusy: settings.mayBeBusy ?? false,
    paintsPictures: page.css.includes('url(') || page.html.includes('url('),
    masks: page.masks,
    accepted: settings.accepted ?? null,
  });
  const { fonts, problem } = given();
  if (problem) return shotFailed(problem);
  const isKnown = frames.kind === 'still' && frames.isAccepted;
  const seen = (isKnown && settings.known) || (await lookAround(tab, page, settings));
  const { broken, html } = acting ? await acting.look(tab) : { broken: [], html: null };
  const tooMuch = page.size && settings.budgets ? brokenBudgets(page.size, settings.budgets) : [];
  const conditions = await conditionsOf(browser, fonts);
  const common = {
    png: frames.png,
    ...seen,
    broken: [...tooMuch, ...broken],
    html,
    refused: tab.refused(),
    conditions,
  };
  if (frames.kind === 'still') return { kind: 'still', ...common };
  const { cause, place } = frames;
  return { kind: 'unstable', ...common, cause, message: explainUnstable(cause, place, patience) };
}

/** What there is besides the picture. */
async function lookAround(tab: Tab, page: ShotPage, settings: ShotSettings): Promise<Seen> {
  const nodes = await tab.run(readShapes, null);
  const findings = await lookAt(tab, page, settings);
  if (page.masks.length > 0) await tab.run(silence, page.masks);
  const snapshot = await tab.ariaSnapshot().catch(() => null);
  return { nodes, findings, aria: snapshot === null ? null : withoutAddresses(snapshot) };
}

/** What is added to the style of a page: nothing moves, and what is masked without a color is not seen. */
function addedRules({ masks }: ShotPage, { at }: ShotSettings): string {
  const selectors = (mode: MaskMode) =>
    masks.flatMap((mask) => ('selector' in mask && mask.mode === mode ? [mask.selector] : []));
  return `${stopSheet(at !== undefined)}\n${maskRules(selectors('hide'), selectors('text'))}`;
}

const conditionsOf = async (browser: RunningBrowser, fonts: readonly string[]): Promise<Conditions> => ({
  browser: browser.build,
  platform: browser.platform,
  metric,
  threshold: defaultThreshold,
  fonts: await hashFonts(fonts),
});

const tookTooLong: Shot = {
  kind: 'error',
  code: 'shot/failed',
  message:
    'The page took too long: a script or a file of it never ends, or the browser hangs. The next page gets a new browser.',
};

const browserGone: Shot = {
  kind: 'error',
  code: 'browser/gone',
  message: 'The browser ended before it showed the page. Run it again; if it repeats, free some memory.',
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
