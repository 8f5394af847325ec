import type { CDPSession, Page } from 'playwright-core';
import { pageOrigin, type Tab, type TabContent } from '../tab.ts';
import type { OpenPage } from './open-page.ts';

/** Milliseconds for one move of mouse or keyboard; the page is loaded by then. */
const verbTimeout = 5_000;
const pictureTimeout = 20_000;

/** What an open page shows. */
export interface ShownTab extends Omit<Tab, 'close'> {
  /** Whether somebody has done what a person does: pages remember that. */
  isTouched(): boolean;
}

/** Shows something in a page that shows nothing. */
export async function showIn<Argument>(
  { page, requests, settings, prepare, protocol, crashed }: OpenPage,
  { answer, before }: TabContent<Argument>,
): Promise<ShownTab> {
  const refused = requests.answerBy(answer);
  await prepare(before);
  const isChromium = page.context().browser()?.browserType().name() === 'chromium';
  const options = { timeout: verbTimeout };
  let isTouched = false;
  const touching = <Result>(deed: () => Promise<Result>): Promise<Result> => {
    isTouched = true;
    return deed();
  };
  const first = async (selector: string) => {
    const found = page.locator(`css=${selector}`);
    if ((await found.count()) === 0) throw new Error(`There is no element "${selector}".`);
    return found.first();
  };
  return {
    go: async (path, timeout) => void (await page.goto(`${pageOrigin}${path}`, { waitUntil: 'load', timeout })),
    run: (task, argument) => page.evaluate(task as (argument: unknown) => never, argument),
    screenshot: async () => (isChromium ? pictureByProtocol(await protocol(), settings.viewport) : picture(page)),
    click: (selector) => touching(async () => (await first(selector)).click(options)),
    hover: (selector) => touching(async () => (await first(selector)).hover(options)),
    focus: (selector) => touching(async () => (await first(selector)).focus(options)),
    press: (key) => touching(() => page.keyboard.press(key)),
    type: (text) => touching(() => page.keyboard.type(text)),
    moveMouse(x, y) {
      // The corner is where it always is.
      isTouched ||= x !== 0 || y !== 0;
      return page.mouse.move(x, y);
    },
    ariaSnapshot: () => page.locator('body').ariaSnapshot({ timeout: verbTimeout }),
    refused: () => [...refused].sort(),
    crashed,
    isTouched: () => isTouched,
  };
}

const picture = (page: Page): Promise<Buffer> =>
  page.screenshot({
    fullPage: true,
    animations: 'allow', // Letting Playwright pause and resume them would move pixels.
    caret: 'initial',
    timeout: pictureTimeout,
  });

/** Chromium's own: without Playwright's looks before and after, and packed for speed instead of size. */
async function pictureByProtocol(protocol: CDPSession, viewport: OpenPage['settings']['viewport']): Promise<Buffer> {
  const { cssContentSize } = await protocol.send('Page.getLayoutMetrics');
  const [width, height] = [Math.ceil(cssContentSize.width), Math.ceil(cssContentSize.height)];
  const isInSight = viewport.dpr === 1 && width <= viewport.width && height <= viewport.height;
  const { data } = await protocol.send('Page.captureScreenshot', {
    format: 'png',
    optimizeForSpeed: true,
    // What is in sight need not be laid out anew to be seen; with more pixels it would come out scaled down.
    ...(!isInSight && { captureBeyondViewport: true, clip: { x: 0, y: 0, width, height, scale: viewport.dpr } }),
  });
  return Buffer.from(data, 'base64');
}
