import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium, hasFirefox, launchChromium, launchFirefox, visit } from '../testing/browser.ts';
import { type Desk, type DeskReply, desk } from '../testing/desk.ts';

const ends: (() => void | Promise<void>)[] = [];
const atEnd = (end: () => void | Promise<void>): void => void ends.push(end);
const desks: Record<string, Desk> = {};
const browsers: Record<string, Browser> = {};
beforeAll(async () => {
  if (!hasChromium && !hasFirefox) return;
  if (hasChromium) browsers['Chromium'] = await launchChromium(atEnd);
  if (hasFirefox) browsers['Firefox'] = await launchFirefox(atEnd);
  for (const dialect of ['htmx4', 'htmx2']) desks[dialect] = await desk({ environment: { DIALECT: dialect }, atEnd });
});
beforeEach(() => {
  for (const one of Object.values(desks)) one.answering({});
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

/** An answer that comes when it is let go. */
const held = () => Promise.withResolvers<DeskReply>();
/** What htmx 2 writes down when a newer request takes the place of one. */
const ofGivenUp = /^htmx:(?:afterRequest|sendAbort),/;
const done: DeskReply = { json: {} };
const idle = (tab: Page) => expect.poll(() => tab.locator('[aria-busy="true"]').count()).toBe(0);

describe.each(
  [...(hasChromium ? ['Chromium'] : []), ...(hasFirefox ? ['Firefox'] : [])].flatMap((name) =>
    ['htmx4', 'htmx2'].map((dialect) => [name, dialect]),
  ),
)('actions in %s with %s', (name, dialect) => {
  const open = async () => {
    const shop = desks[dialect!]!;
    const { tab, problems } = await visit(browsers[name!]!);
    await tab.goto(`${shop.server.url}/desk`);
    return { shop, tab, problems };
  };

  it('drop a second click, queue it, or let it take the place of the first', async () => {
    const { shop, tab, problems } = await open();
    const twice = async (name: string, arriving: number) => {
      const { promise, resolve } = held();
      shop.answering({ 'orders.count': promise });
      const button = tab.getByRole('button', { name });
      await button.click();
      await expect.poll(() => shop.calls.length).toBe(1);
      await button.click();
      await expect.poll(() => shop.calls.length).toBe(arriving);
      resolve(done);
      await idle(tab);
      return { shop, button };
    };
    await twice('Once', 1);
    expect(shop.calls.length).toBe(1);
    await twice('Count', 1);
    await expect.poll(() => shop.calls.length).toBe(2);
    const { button } = await twice('Newest', 2);
    const told = problems.filter((problem) => !ofGivenUp.test(problem));
    expect([shop.calls.length, await button.getAttribute('data-failed'), told]).toEqual([2, null, []]);
    expect(await tab.locator('.ui-toast').count()).toBe(0);
  });

  it('cannot be clicked twice while they run, unless they say otherwise', async () => {
    const { shop, tab } = await open();
    const { promise, resolve } = held();
    shop.answering({ 'orders.check': promise });
    const button = tab.getByRole('button', { name: 'Check' });
    await tab.getByLabel('E-mail').fill('a@b.example');
    await button.click();
    await expect.poll(() => button.isDisabled()).toBe(true);
    expect(await button.getAttribute('aria-busy')).toBe('true');
    resolve(done);
    await tab.getByText('Fine').waitFor();
    expect([await button.isEnabled(), shop.calls.length]).toEqual([true, 1]);
  });

  it('put what the host refuses beside its field, with what was typed, and keep the rest of the page', async () => {
    const { shop, tab, problems } = await open();
    shop.answering({
      'orders.check': { status: 422, json: { errors: [{ at: '/email', message: 'Who is that?' }] } },
      'orders.cancel': { status: 409, json: {} },
    });
    await tab.getByLabel('E-mail').fill('a@b.example');
    await tab.getByRole('button', { name: 'Check' }).click();
    await tab.getByText('Who is that?').first().waitFor();
    const email = tab.getByLabel('E-mail');
    expect([await email.inputValue(), await email.getAttribute('aria-invalid')]).toEqual(['a@b.example', 'true']);
    await tab.getByRole('button', { name: 'Cancel A-1' }).click();
    await tab.getByText('A-1 has left already').waitFor();
    expect([await tab.getByRole('button', { name: /^Cancel A-/ }).count(), problems]).toEqual([2, []]);
  });

  it('say so when nobody answers, and no longer when somebody does', async () => {
    const { tab } = await open();
    await tab.route('**/a/queued/**', (route) => route.abort());
    const button = tab.getByRole('button', { name: 'Count' });
    await button.click();
    await tab.getByText('That did not work. Please try again.').waitFor();
    expect([await button.getAttribute('data-failed'), await tab.locator('.ui-toast').count()]).toEqual(['', 1]);
    await tab.unroute('**/a/queued/**');
    await button.click();
    await expect.poll(() => button.getAttribute('data-failed')).toBe(null);
  });

  it('say in words that a permission is missing', async () => {
    const { tab, shop } = await open();
    await tab.getByRole('button', { name: 'Purge' }).click();
    await tab.getByText('You may not do that. Nothing was changed.').waitFor();
    expect(shop.calls).toEqual([]);
  });

  it('change the address bar where they say so, and the way back leads back', async () => {
    const { tab, shop, problems } = await open();
    await tab.getByRole('link', { name: 'Open ones' }).click();
    await tab.waitForURL(`${shop.server.url}/desk?show=open`);
    await tab.goBack();
    await tab.waitForURL(`${shop.server.url}/desk`);
    await tab.getByRole('button', { name: 'Cancel A-2' }).waitFor();
    expect(problems).toEqual([]);
  });

  it('stand in a menu: it asks, acts, refreshes and closes', async () => {
    const { shop, tab, problems } = await open();
    const entry = tab.getByRole('button', { name: 'Cancel everything' });
    await tab.getByRole('button', { name: 'More' }).click();
    tab.once('dialog', (question) => question.accept());
    await entry.click();
    await tab.getByText('All gone').waitFor();
    await entry.waitFor({ state: 'hidden' });
    await tab.getByRole('button', { name: 'Cancel A-2' }).waitFor({ state: 'detached' });
    expect([shop.calls, problems]).toEqual([[{ call: 'orders.cancelAll', args: { mode: 'all' } }], []]);
    shop.restock();
  });
});

describe.runIf(hasChromium)('a menu without scripts', () => {
  it('opens, asks on a page of its own, and acts', async () => {
    const shop = desks['htmx4']!;
    const { tab } = await visit(browsers['Chromium']!, { javaScriptEnabled: false });
    await tab.goto(`${shop.server.url}/desk`);
    await tab.getByRole('button', { name: 'More' }).click();
    await tab.getByRole('button', { name: 'Cancel everything' }).click();
    await tab.getByRole('heading', { name: 'Cancel everything?' }).waitFor();
    await tab.getByRole('button', { name: 'Continue' }).click();
    await tab.getByText('All gone').waitFor();
    expect(await tab.getByRole('button', { name: /^Cancel A-/ }).count()).toBe(0);
    shop.restock();
  });
});
