import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bundle } from '#engine';
import { bundleOf, createProjectEngine, loadProject } from '#engine/node';
import { publishingServer } from '../testing/temporary-server.ts';

const executablePath = '/usr/bin/chromium';
const acme = new URL('../../assets/samples/acme', import.meta.url).pathname;

/** The page of the sample project as the desktop bundles it. */
function sample(id: string): { readonly text: string; readonly bundle: Bundle } {
  const project = loadProject(acme)!;
  const [{ text } = { text: '' }] = project.documents.find(id);
  const { bundle } = bundleOf(project, text, createProjectEngine(project).compile(text));
  return { text, bundle: bundle! };
}

describe.skipIf(!existsSync(executablePath))('the first view of a served page, in a browser (E9)', () => {
  let browser: Browser;
  beforeAll(async () => {
    const args = [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
    ];
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(() => browser?.close());

  it.each([
    [1280, 'light'],
    [390, 'dark'],
  ] as const)('is complete before the sheet has arrived, at %i pixels, %s', async (width, colorScheme) => {
    const { server, publish } = await publishingServer({ FIXTURES: 'on' });
    const { text, bundle } = sample('acme/orders');
    expect((await publish(text, { bundle })).statusCode).toBe(200);
    const url = `${server.url}/orders?_fixture=base`;
    const height = 800;

    const look = async (sheetArrives: boolean) => {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme,
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      const refused: string[] = [];
      page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
      const held: (() => Promise<void>)[] = [];
      if (!sheetArrives) await page.route('**/_ui/styles/*', (request) => void held.push(() => request.continue()));
      await page.goto(url, { waitUntil: sheetArrives ? 'load' : 'commit' });
      // Only a page that does not wait for its sheet is ever painted while the sheet is held back.
      // Asked from outside, because the policy of the page lets nothing be evaluated in it.
      await expect.poll(() => page.evaluate("performance.getEntriesByName('first-contentful-paint').length")).toBe(1);
      await page.locator('main').waitFor();
      await page.evaluate("Promise.all([400, 500, 600].map((weight) => document.fonts.load(weight + ' 16px Inter')))");
      const first = await page.evaluate<readonly string[]>(looks);
      const places = await page.evaluate<readonly { readonly bottom: number; readonly isShown: boolean }[]>(boxes);
      const waiting = held.length;
      for (const release of held) await release();
      await page.waitForLoadState('load');
      const last = await page.evaluate<readonly string[]>(looks);
      expect(refused).toEqual([]);
      await context.close();
      return { first, last, places, waiting };
    };

    const whole = await look(true);
    const early = await look(false);
    expect(early.waiting).toBe(1);
    expect(whole.first.length).toBeGreaterThan(100);
    expect(whole.first.every((text) => text.length > 1_000)).toBe(true);
    const shown = (_: string, at: number) => whole.places[at]!.isShown;
    const inFirstView = (_: string, at: number) => whole.places[at]!.isShown && whole.places[at]!.bottom <= height;
    expect(whole.first.filter(inFirstView).length).toBeGreaterThan(40);
    expect(differences(early.first.filter(inFirstView), whole.first.filter(inFirstView))).toEqual([]);
    expect(differences(early.last.filter(shown), whole.first.filter(shown))).toEqual([]);
  });
});

/** The first words of what differs, because all of it is long. */
const differences = (one: readonly string[], other: readonly string[]): readonly string[] => {
  const words = (text = '') => text.split(/;| /);
  return one.flatMap((text, at) => {
    const others = words(other[at]);
    const found = words(text).findIndex((word, index) => word !== others[index]);
    return text === other[at] ? [] : [`${text.slice(0, 40)}: ${words(text)[found]} instead of ${others[found]}`];
  });
};

const elements = "[...document.body.querySelectorAll('*:not(link, script)')]";
/**
 * Where the same elements end, because what ends below the first view may look different until the sheet is there, and
 * whether they are shown at all: browsers do not lay out anew what is folded away.
 */
const boxes = `${elements}.map((element) => ({
  bottom: element.getBoundingClientRect().bottom,
  isShown: element.checkVisibility(),
}))`;
/**
 * Place and computed style of every element, and what stands before and after it; runs in the page. Custom properties
 * of rules that come later do nothing yet, so they are left out.
 */
const looks = `(() => {
  const names = [...getComputedStyle(document.body)].filter((name) => !name.startsWith('--'));
  return ${elements}.map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const own = names.map((name) => name + ':' + style.getPropertyValue(name));
    const around = ['::before', '::after'].map((pseudo) => {
      const { content, width: size, backgroundColor, color, borderColor } = getComputedStyle(element, pseudo);
      return [content, size, backgroundColor, color, borderColor].join(' ');
    });
    return [element.tagName, element.className, x, y, width, height, ...own, ...around].join(' ');
  });
})()`;
