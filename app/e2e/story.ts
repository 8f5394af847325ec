import { expect, type Page } from './expectations.ts';
import { openDocument } from './explorer.ts';
import { replaceInText, textEditor } from './text-editor.ts';

export interface StoryOptions {
  readonly page: Page;
  /** A production server nothing was published to yet. */
  readonly server: { readonly url: string; readonly token: string };
  /** Takes a picture of the window, for people to look at. */
  readonly screen: (name: string) => Promise<void>;
}

export interface StoryEnd {
  /** Where the published page is served. */
  readonly liveUrl: string;
  /** Words that only the published version has. */
  readonly published: string;
}

/** Author → preview → version → visual test → approve → publish, as one person does it on the sample project. */
export async function tellStory({ page, server, screen }: StoryOptions): Promise<StoryEnd> {
  await screen('start');
  await open(page);
  await screen('orders');
  await edit(page, screen);
  await breakAndMend(page, screen);
  await saveVersion(page, 'Open value is called open amount', screen);
  await compare(page, screen);
  await createBaselines(page, screen);
  await changeAndReview(page, screen);
  await saveVersion(page, 'Open amount says what it is worth');
  await approve(page, screen);
  const liveUrl = await publish(page, server, screen);
  return { liveUrl, published: 'Worth of everything still open' };
}

const preview = (page: Page) => page.frameLocator('iframe[title="Preview of orders.page.json"]');

async function open(page: Page): Promise<void> {
  await openDocument(page, 'orders');
  await expect(preview(page).getByText('Open value')).toBeVisible();
  await expect(textEditor(page)).toContainText('"kind": "page"');
}

async function edit(page: Page, screen: StoryOptions['screen']): Promise<void> {
  await saveVersion(page, 'As it came');
  await replaceInText(page, 'Open value', 'Open amount');
  await expect(preview(page).getByText('Open amount')).toBeVisible();
  await expect(page.getByLabel('Status')).toContainText('draft · saved');
  await choosePreview(page, 'Sample data', 'empty');
  await expect(preview(page).getByText('No orders match this filter.')).toBeVisible();
  await choosePreview(page, 'Locale', 'de');
  await page.getByRole('button', { name: 'Light page: switch to dark' }).click();
  await expect(preview(page).locator('html[lang="de"][data-ui-scheme="dark"]')).toBeVisible();
  await expect(preview(page).getByRole('heading', { name: 'Bestellungen' })).toBeVisible();
  await screen('preview-german-dark-empty');
  await choosePreview(page, 'Locale', 'en');
  await choosePreview(page, 'Sample data', 'base');
  await page.getByRole('button', { name: 'Dark page: switch to light' }).click();
  await page.getByRole('button', { name: /^Viewport/ }).click();
  await page.getByRole('button', { name: /mobile/i }).click();
  await expect(preview(page).getByText('Open amount')).toBeVisible();
  await screen('preview-mobile');
  await page.getByRole('button', { name: /^Viewport/ }).click();
  await page.getByRole('button', { name: /desktop/i }).click();
}

async function choosePreview(page: Page, what: string, value: string): Promise<void> {
  await page.getByRole('combobox', { name: what }).click();
  await page.getByRole('option', { name: value, exact: true }).click();
}

async function breakAndMend(page: Page, screen: StoryOptions['screen']): Promise<void> {
  await textEditor(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(',');
  await expect(page.getByText('This is the last picture that worked.')).toBeVisible();
  await expect(preview(page).getByText('Open amount')).toBeVisible();
  await page.keyboard.press('Control+Home');
  await screen('broken');
  await page
    .getByRole('region', { name: 'Problems' })
    .getByRole('button', { name: /^error/ })
    .first()
    .click();
  const lines = await page.evaluate(() => document.querySelector('.line-numbers.active-line-number')?.textContent);
  if (Number(lines) < 50) throw new Error(`The problem did not lead to the end of the document, but to line ${lines}.`);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('This is the last picture that worked.')).toBeHidden();
}

async function saveVersion(page: Page, message: string, screen?: StoryOptions['screen']): Promise<void> {
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: 'Save a version of orders' });
  await dialog.getByLabel('What changed?').fill(message);
  await screen?.('save-version');
  await dialog.getByRole('button', { name: 'Save version' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel('Status')).toContainText('in the file');
}

async function compare(page: Page, screen: StoryOptions['screen']): Promise<void> {
  await go(page, 'Versions & Reviews');
  const history = page.getByRole('region', { name: 'History' });
  await expect(history.getByText('Open value is called open amount')).toBeVisible();
  await expect(history.getByText('As it came')).toBeVisible();
  const comparison = page.getByRole('region', { name: 'Comparison' });
  await expect(comparison.locator('.line-insert').first()).toBeVisible();
  await screen('compare-text');
  await comparison.getByText('Pictures', { exact: true }).click();
  await expect(comparison.getByText(/^[\d,]+ pixels differ\.$/)).toBeVisible();
  await expect(comparison.getByRole('img', { name: 'Newer' })).toBeVisible();
  await screen('compare-pictures');
  await comparison.getByText('Live pages', { exact: true }).click();
  await expect(comparison.frameLocator('iframe').nth(1).getByText('Open amount')).toBeVisible();
  await screen('compare-pages');
}

async function createBaselines(page: Page, screen: StoryOptions['screen']): Promise<void> {
  await go(page, 'Tests');
  await screen('tests-empty');
  await page.getByRole('button', { name: 'Run visual tests' }).last().click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await screen('tests-running');
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible();
  await expect(page.getByText(/wait for your decision/)).toBeVisible();
  await screen('tests-new-baselines');
  await page.getByRole('button', { name: /^Accept all/ }).click();
  await expect(page.getByText(/pictures are as they should be/)).toBeVisible();
}

async function changeAndReview(page: Page, screen: StoryOptions['screen']): Promise<void> {
  await go(page, 'Schemas');
  await replaceInText(page, 'Open amount', 'Worth of everything still open');
  await expect(preview(page).getByText('Worth of everything still open')).toBeVisible();
  await page.keyboard.press('F9');
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible();
  await expect(page.getByText(/wait for your decision/)).toBeVisible();
  await expect(page.getByText(/pixels? changed/)).toBeVisible();
  await screen('tests-side-by-side');
  for (const [key, name] of [
    ['d', 'overlay'],
    ['w', 'swipe'],
    ['o', 'onion'],
    ['x', 'blink'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole('img', { name: 'New' }).first()).toBeVisible();
    await screen(`tests-${name}`);
  }
  await page.keyboard.press('s');
  await rejectAndUndo(page, screen);
  await acceptGroup(page, screen);
}

/** The edit shows in many cases and is one decision: accepted at once, taken back at once, and accepted. */
async function acceptGroup(page: Page, screen: StoryOptions['screen']): Promise<void> {
  const group = page.getByRole('region', { name: 'To decide' }).getByRole('region', { name: /says “Worth of/ });
  await expect(group.getByRole('button', { name: /mobile/ })).toBeVisible();
  await expect(group.getByRole('button', { name: /desktop/ })).toBeVisible();
  await screen('tests-one-decision');
  await group.getByRole('button', { name: /^Accept \d+:/ }).click();
  await expect(group).toBeHidden();
  await page.keyboard.press('u');
  await expect(group).toBeVisible();
  await expect(page.getByText(/wait for your decision/)).toBeVisible();
  await page.keyboard.press('Shift+Y');
  await expect(group).toBeHidden();
  await acceptHeard(page);
  await expect(page.getByText(/pictures are as they should be/)).toBeVisible();
}

/** Behind a dialog the edit is not seen, and heard all the same: such cases are decisions of their own. */
async function acceptHeard(page: Page): Promise<void> {
  const heard = page.getByRole('region', { name: 'To decide' }).getByRole('button', { name: /Heard differently$/ });
  for (let left = await heard.count(); left > 0; left--) {
    await heard.first().click();
    await page.keyboard.press('y');
    await expect(heard.nth(left - 1)).toBeHidden();
  }
}

async function rejectAndUndo(page: Page, screen: StoryOptions['screen']): Promise<void> {
  await page.keyboard.press('n');
  await page.getByLabel('What is wrong with it?').fill('The number is cut off.');
  await screen('tests-reject');
  await page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click();
  const rejected = page.getByRole('button', { name: /Rejected$/ });
  await rejected.click();
  await expect(page.getByText('Rejected: The number is cut off.')).toBeVisible();
  await page.keyboard.press('u');
  await expect(rejected).toBeHidden();
}

async function approve(page: Page, screen: StoryOptions['screen']): Promise<void> {
  await go(page, 'Versions & Reviews');
  await page.getByRole('region', { name: 'History' }).getByText('As it came').click();
  await expect(page.getByText(/Not ready to approve/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve' })).toBeDisabled();
  await page.getByRole('region', { name: 'History' }).getByText('Open amount says what it is worth').click();
  await expect(page.getByText('Its visual test passed.')).toBeVisible();
  await screen('approve');
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByText(/approved exactly this content/)).toBeVisible();
}

async function publish(page: Page, { url, token }: StoryOptions['server'], screen: StoryOptions['screen']) {
  await go(page, 'Publish');
  await page.getByLabel('Address').fill(url);
  await page.getByText('Use a token', { exact: true }).click();
  await page.getByLabel('Token', { exact: true }).fill('not the right token, but as long as one');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await screen('connect-refused');
  await page.getByLabel('Token', { exact: true }).fill(token);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  for (const channel of ['staging', 'production']) {
    await page.getByRole('button', { name: `Publish to ${channel}` }).click();
    const dialog = page.getByRole('dialog', { name: `Publish to ${channel}` });
    await expect(dialog.getByText(/accepts the approval/)).toBeVisible();
    await screen(`publish-${channel}`);
    await dialog.getByRole('button', { name: `Publish to ${channel}` }).click();
    await expect(dialog).toBeHidden();
  }
  const live = page.getByRole('region', { name: 'Production' }).getByRole('link', { name: /^Open/ });
  await expect(live).toBeVisible();
  await screen('published');
  const liveUrl = await live.getAttribute('href');
  if (!liveUrl) throw new Error('The published page has no address.');
  return liveUrl;
}

async function go(page: Page, activity: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Activities' })
    .getByRole('button', { name: new RegExp(`^${activity}`) })
    .click();
}
