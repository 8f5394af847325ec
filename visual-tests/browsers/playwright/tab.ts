import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { pageOrigin, type Tab, type TabContent, type TabSettings } from '../tab.ts';
import { answerRequests } from './requests.ts';

/** Milliseconds for one move of mouse or keyboard; the page is loaded by then. */
const verbTimeout = 5_000;
const pictureTimeout = 20_000;

/** A tab that is the only page of a fresh context; closing it closes both. */
export async function openTab<Argument>(
  context: BrowserContext,
  { media, viewport }: TabSettings,
  { answer, before }: TabContent<Argument>,
): Promise<Tab> {
  const refused = await answerRequests(context, answer);
  const page = await context.newPage();
  if (media.print) await page.emulateMedia({ media: 'print' });
  const crashed = Promise.withResolvers<void>();
  let isClosed = false;
  page.once('crash', () => crashed.resolve());
  page.once('close', () => !isClosed && crashed.resolve());
  if (before) await page.addInitScript(before.task as (argument: unknown) => void, before.argument);
  const isChromium = context.browser()?.browserType().name() === 'chromium';
  // Only opened once the page is there: an earlier session would reset the emulated medium when the page is loaded.
  let protocol: Promise<CDPSession> | null = null;
  const protocolOf = () => (protocol ??= context.newCDPSession(page));
  const first = async (selector: string) => {
    const found = page.locator(`css=${selector}`);
    if ((await found.count()) === 0) throw new Error(`There is no element "${selector}".`);
    return found.first();
  };
  const options = { timeout: verbTimeout };
  return {
    go: async (path, timeout) => void (await page.goto(`${pageOrigin}${path}`, { waitUntil: 'load', timeout })),
    run: (task, argument) => page.evaluate(task as (argument: unknown) => never, argument),
    screenshot: async () => (isChromium ? pictureByProtocol(await protocolOf(), viewport.dpr) : picture(page)),
    click: async (selector) => (await first(selector)).click(options),
    hover: async (selector) => (await first(selector)).hover(options),
    focus: async (selector) => (await first(selector)).focus(options),
    press: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),
    moveMouse: (x, y) => page.mouse.move(x, y),
    ariaSnapshot: () => page.locator('body').ariaSnapshot({ timeout: verbTimeout }),
    refused: () => [...refused].sort(),
    crashed: crashed.promise,
    async close() {
      isClosed = true;
      await context.close().catch(() => {});
    },
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
async function pictureByProtocol(protocol: CDPSession, dpr: number): Promise<Buffer> {
  const { cssContentSize } = await protocol.send('Page.getLayoutMetrics');
  const { width, height } = cssContentSize;
  const { data } = await protocol.send('Page.captureScreenshot', {
    format: 'png',
    optimizeForSpeed: true,
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width: Math.ceil(width), height: Math.ceil(height), scale: dpr },
  });
  return Buffer.from(data, 'base64');
}
