import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, launchChromium, visit } from '../testing/browser.ts';
import { demoSite } from '../testing/demo-site.ts';
import type { TemporaryServer } from '../testing/temporary-server.ts';

let browser: Browser;
const ends: (() => void | Promise<void>)[] = [];
const atEnd = (end: () => void | Promise<void>): void => void ends.push(end);
beforeAll(async () => {
  if (hasChromium) browser = await launchChromium(atEnd);
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

const row = (tab: Page, id: string) => tab.getByRole('row').filter({ hasText: id });
const dialog = (tab: Page) => tab.getByRole('dialog', { name: 'New order' });

/** Orders something there is not enough of, then less of it. */
async function order(tab: Page, scripts: boolean): Promise<void> {
  await tab.getByRole('button', { name: 'New order' }).click();
  await dialog(tab).getByLabel('Customer e-mail').fill('orders@c-7.example');
  await dialog(tab).getByLabel('Product').selectOption('tape');
  if (scripts) {
    await dialog(tab).getByLabel('Rush').check();
    await dialog(tab).getByLabel('Why is it urgent?').fill('Moving day');
    await dialog(tab)
      .getByText(/Comes to .*€4\.50/)
      .waitFor();
  }
  await dialog(tab).getByLabel('Quantity').fill('61');
  await dialog(tab).getByLabel('Normal').check();
  await dialog(tab).getByRole('button', { name: 'Create order' }).click();
  await dialog(tab).getByText('Only 60 are in stock.').first().waitFor();
  expect(await dialog(tab).getByLabel('Quantity').getAttribute('aria-invalid')).toBe('true');
  expect(await dialog(tab).getByLabel('Quantity').inputValue()).toBe('61');
  await dialog(tab).getByLabel('Quantity').fill('6');
  await dialog(tab).getByRole('button', { name: 'Create order' }).click();
  await tab.getByText(/Order .*A-1044.* created\./).waitFor();
  await dialog(tab).waitFor({ state: 'hidden' });
  await row(tab, 'A-1044').getByText('€27.00').waitFor();
}

/** Asks first; a no changes nothing. */
async function cancel(tab: Page, scripts: boolean): Promise<void> {
  const choose = async (): Promise<void> => {
    await row(tab, 'A-1042')
      .getByRole('button', { name: /Actions for/ })
      .click();
    await row(tab, 'A-1042').getByRole('button', { name: 'Cancel order' }).click();
  };
  if (scripts) {
    tab.once('dialog', (question) => question.dismiss());
    await choose();
    await tab.keyboard.press('Escape');
    tab.once('dialog', (question) => question.accept());
    await choose();
  } else {
    await choose();
    await tab.getByRole('heading', { name: /Cancel order.*A-1042/ }).waitFor();
    await tab.getByRole('link', { name: 'Go back' }).click();
    await choose();
    await tab.getByRole('button', { name: 'Continue' }).click();
  }
  await tab.getByText(/Order.*A-1042.*was cancelled\./).waitFor();
  await row(tab, 'A-1042').getByText('Cancelled').waitFor();
}

async function filter(tab: Page, scripts: boolean): Promise<void> {
  await tab.getByLabel('Status').selectOption('cancelled');
  if (!scripts) await tab.getByRole('button', { name: 'Apply' }).click();
  await row(tab, 'A-1043').waitFor({ state: 'detached' });
  await row(tab, 'A-1042').waitFor();
  expect(new URL(tab.url()).searchParams.get('status')).toBe('cancelled');
  await tab.reload();
  expect(await tab.getByLabel('Status').inputValue()).toBe('cancelled');
}

async function download(tab: Page): Promise<void> {
  const [file] = await Promise.all([
    tab.waitForEvent('download'),
    tab.getByRole('link', { name: 'Export as CSV' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^orders-\d{4}-\d{2}-\d{2}\.csv$/);
  const lines = readFileSync(await file.path(), 'utf8').split('\r\n');
  expect(lines[0]).toBe('order,customer,status,total,currency,placed,due');
  expect(lines.slice(1).every((line) => line.includes('cancelled'))).toBe(true);
  expect(lines.some((line) => line.startsWith('A-1042,'))).toBe(true);
}

async function wander(tab: Page): Promise<void> {
  await tab.getByRole('link', { name: 'Hopper Bakery' }).first().click();
  await tab.getByRole('heading', { name: 'Hopper Bakery' }).waitFor();
  await tab.goBack();
  await row(tab, 'A-1042').waitFor();
  expect(new URL(tab.url()).searchParams.get('status')).toBe('cancelled');
}

describe.runIf(hasChromium)('the sample project on a first run', () => {
  it.each([
    { way: 'with htmx 4', dialect: 'htmx4', scripts: true },
    { way: 'with htmx 2', dialect: 'htmx2', scripts: true },
    { way: 'without scripts', dialect: 'htmx4', scripts: false },
  ])('takes an order, cancels one, filters and exports $way', async ({ dialect, scripts }) => {
    const site: TemporaryServer = await demoSite({ DIALECT: dialect });
    const { tab, problems } = await visit(browser, { javaScriptEnabled: scripts });
    await tab.goto(`${site.url}/orders`);
    await order(tab, scripts);
    await cancel(tab, scripts);
    await filter(tab, scripts);
    await download(tab);
    await wander(tab);
    expect(problems).toEqual([]);
  });

  it('says in its own words that a part does not come, and takes it when it is asked for again', async () => {
    const site = await demoSite();
    const { tab } = await visit(browser, { viewport: { width: 1280, height: 3_000 } });
    await tab.route('**/f/revenue-panel*', (route) => route.abort());
    await tab.goto(`${site.url}/orders`);
    await tab.getByText('Revenue cannot be shown right now.').waitFor();
    await tab.locator('#ui-revenue-panel[data-failed]').waitFor();
    await tab.unroute('**/f/revenue-panel*');
    await tab.reload();
    await tab.locator('.ui-chart__name', { hasText: 'Phone' }).waitFor();
  });

  it('shows its chart when it comes into view, and its words in German', async () => {
    const site = await demoSite();
    const { tab, problems } = await visit(browser, { locale: 'de-DE', viewport: { width: 390, height: 700 } });
    const asked: string[] = [];
    tab.on('request', (request) => request.url().includes('/f/revenue-panel') && asked.push(request.url()));
    await tab.goto(`${site.url}/orders`);
    await tab.getByRole('heading', { name: 'Bestellungen' }).waitFor();
    expect([asked.length, await tab.locator('.ui-chart').count()]).toEqual([0, 0]);
    await tab.locator('.ui-skeleton').scrollIntoViewIfNeeded();
    await tab.locator('.ui-chart__name', { hasText: 'Telefon' }).waitFor();
    expect(asked.length).toBe(1);
    const width = await tab.evaluate('document.documentElement.scrollWidth');
    expect({ width, problems }).toEqual({ width: 390, problems: [] });
  });
});
