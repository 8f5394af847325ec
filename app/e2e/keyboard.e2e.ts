import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '#engine';
import { findBrowser } from '#visual';
import { launchBrowser } from '../../visual-tests/browsers/launch.ts';

const engine = createEngine();
let browser: Browser;
beforeAll(async () => {
  const found = await findBrowser('chromium');
  browser = await launchBrowser(found?.executable ?? '');
});
afterAll(() => browser?.close());

/** A sample of the engine, without any script. */
async function open(name: string): Promise<Page> {
  const folder = new URL(`../../renderer-engine/samples/${name}/`, import.meta.url);
  const { program } = engine.compile(readFileSync(new URL('document.json', folder), 'utf8'));
  const input = JSON.parse(readFileSync(new URL('input.json', folder), 'utf8'));
  const { html } = engine.render(program!, { ...input, formErrors: {} });
  const { css } = engine.styles(program!);
  const context = await browser.newContext({ javaScriptEnabled: false, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.setContent(html.replace('</head>', `<style>${css}</style></head>`));
  return page;
}

describe('by keyboard, without a script (E1)', () => {
  it('Tabs: one stop, arrow keys switch the panel', async () => {
    const page = await open('tabs');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.locator('#ui-plain-panel-history').waitFor({ state: 'visible' });
    expect(await page.locator('#ui-plain-panel-details').isVisible()).toBe(false);
  });

  it('Accordion: Enter opens one and closes the other', async () => {
    const page = await open('accordion');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const [first, second] = await page.locator('details[name]').all();
    await page.locator('details[name][open]:nth-of-type(2)').waitFor();
    expect(await second?.getAttribute('open')).not.toBeNull();
    expect(await first?.getAttribute('open')).toBeNull();
  });

  it('Menu: Enter opens it, Tab leads in, Escape closes it and gives the focus back', async () => {
    const page = await open('menu');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const list = page.locator('.ui-menu__list').first();
    await list.waitFor({ state: 'visible' });
    await page.keyboard.press('Tab');
    expect(await list.locator(':focus').count()).toBe(1);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    expect(await page.locator('.ui-menu__button:focus').count()).toBe(1);
  });

  it('Menu: a button elsewhere opens it', async () => {
    const page = await open('menu');
    await page.getByRole('button', { name: 'Open the menu' }).press('Enter');
    await page.locator('#ui-export').waitFor({ state: 'visible' });
  });

  it('Dialog: opens over the page, Escape closes it', async () => {
    const page = await open('dialog');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Cancel A-1001?' });
    await dialog.waitFor({ state: 'visible' });
    expect(await page.locator('dialog:modal').count()).toBe(1);
    expect(await dialog.locator(':focus').count()).toBe(1);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('Tooltip: shown while what it is about has the focus', async () => {
    const page = await open('tooltip');
    const tip = page.locator('#ui-send-tip');
    expect(await tip.isVisible()).toBe(false);
    await page.keyboard.press('Tab');
    await tip.waitFor({ state: 'visible' });
    await page.keyboard.press('Tab');
    await tip.waitFor({ state: 'hidden' });
  });
});
