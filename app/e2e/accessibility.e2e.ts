import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDocument } from './explorer.ts';
import { launchWeb, type WebStudio } from './launch-web.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What stands in the way of people who use a keyboard or a screen reader, or see little: serious and critical only. */
async function obstacles(page: Page): Promise<readonly string[]> {
  // Through the debugger, because the window's own policy lets no foreign script in.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => {
    const { axe } = globalThis as unknown as { axe: { run(context: object, options: object): Promise<AxeResults> } };
    // Frames hold the page being made, which answers for itself; Monaco answers for its inside.
    return axe.run({ exclude: [['iframe'], ['.monaco-editor']] }, { iframes: false });
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join('\n')}`);
}

const go = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Activities' }).getByRole('button', { name }).click();

const screens: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ['the start', async () => {}],
  [
    'an open document',
    async (page) => {
      await openDocument(page, 'orders');
      await page.frameLocator('iframe').getByText('Open value').waitFor();
    },
  ],
  [
    'the command palette',
    async (page) => {
      await page.keyboard.press('Control+Shift+P');
      await page.getByPlaceholder('What do you want to do?').waitFor();
    },
  ],
  [
    'performance',
    async (page) => {
      await page.keyboard.press('Control+Shift+P');
      await page.getByPlaceholder('What do you want to do?').fill('performance');
      await page.keyboard.press('Enter');
      await page.getByRole('meter', { name: 'Memory in use' }).waitFor();
    },
  ],
  [
    'the gallery of components',
    async (page) => {
      await page.keyboard.press('Control+Shift+P');
      await page.getByPlaceholder('What do you want to do?').fill('gallery');
      await page.keyboard.press('Enter');
      const gallery = page.frameLocator('iframe[title="Component gallery"]');
      await gallery.getByRole('heading', { name: 'Chart', exact: true }).waitFor();
    },
  ],
  [
    'the shortcuts',
    async (page) => {
      await page.getByRole('button', { name: 'Tests', exact: true }).focus();
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    },
  ],
  [
    'saving a version',
    async (page) => {
      await page.keyboard.press('Control+s');
      await page.getByLabel('What changed?').waitFor();
    },
  ],
  ['visual tests', (page) => go(page, 'Tests')],
  ['versions', (page) => go(page, 'Versions & Reviews')],
  ['publish', (page) => go(page, 'Publish')],
  ['settings', (page) => go(page, 'Settings')],
];

describe.each(['light', 'dark'] as const)('in %s appearance (A9)', (colorScheme) => {
  let studio: WebStudio;
  beforeAll(async () => {
    studio = await launchWeb({ colorScheme });
    await studio.page.emulateMedia({ reducedMotion: 'reduce' });
  });
  afterAll(() => studio?.close());

  it.each(screens)('nobody is shut out of %s', async (_name, reach) => {
    const { page } = studio;
    await reach(page);
    const found = await obstacles(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(found).toEqual([]);
  });
});
