import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect as expectValue, it } from 'vitest';
import { shippedFolder } from '../../main/host/shipped.ts';
import { expect } from './expectations.ts';
import { openDocument } from './explorer.ts';
import { launchWeb, type WebStudio } from './launch-web.ts';
import { screensOf } from './screens.ts';
import { replaceInText, textEditor } from './text-editor.ts';

const file = 'customer.page.json';
const browsers = ['chromium', 'firefox', 'webkit'];

let folder: string;
let studio: WebStudio;

/** One case of the sample project, in three browsers, at one size and in a modifier of the theme. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'studio-matrix-'));
  cpSync(join(shippedFolder('assets'), 'samples', 'acme'), folder, { recursive: true });
  const page = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const [gold] = page.tests.cases;
  const matrix = { ...page.tests.matrix, browsers, viewports: ['mobile'], modifiers: { density: ['compact'] } };
  writeFileSync(
    join(folder, file),
    JSON.stringify({ ...page, tests: { ...page.tests, matrix, cases: [gold] } }, null, 2),
  );
  studio = await launchWeb({ project: folder });
});

afterAll(async () => {
  await studio?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('visual tests in three browsers, in the app (T1, T5, T6)', { timeout: 300_000 }, () => {
  it('run, are decided at once, taken back, remembered, and lead to the cases that are missing', async () => {
    const { page, errors } = studio;
    const screen = screensOf(page, 'browsers');
    const row = (name: string, word: string) => page.getByRole('button', { name: new RegExp(`${name} ${word}$`) });
    const go = (activity: string) =>
      page
        .getByRole('navigation', { name: 'Activities' })
        .getByRole('button', { name: new RegExp(`^${activity}`) })
        .click();
    const ended = () => expect(page.getByRole('button', { name: 'Run again' })).toBeVisible();

    await openDocument(page, 'customer');
    await expect(textEditor(page)).toContainText('"kind": "page"');
    await go('Tests');
    await page.getByRole('button', { name: 'Run visual tests' }).last().click();
    await ended();
    for (const browser of browsers) await expect(row(browser, 'New')).toBeVisible();
    await page.getByRole('button', { name: 'Accept all 3' }).click();
    await expect(page.getByText('All 3 pictures are as they should be.')).toBeVisible();

    // Nothing changed: no browser is started, and it is said.
    await page.keyboard.press('F9');
    await expect(page.getByText(/nothing changed, so none was shot again/)).toBeVisible();
    await expect(row('webkit', 'Unchanged')).toBeVisible();

    await go('Schemas');
    await replaceInText(page, 'Spent so far', 'Paid until today');
    await page.keyboard.press('F9');
    await expect(page.getByText('3 pictures of 3 wait for your decision.')).toBeVisible();
    for (const browser of browsers) await expect(row(browser, 'Changed')).toBeVisible();
    const group = page.getByRole('region', { name: /^s-spent says “Paid until today”$/ });
    await expect(group.getByRole('button', { name: /firefox Changed$/ })).toBeVisible();
    await screen('one-change');
    await group.getByRole('button', { name: /chromium Changed$/ }).click();
    await expect(
      page.getByText('It said "Spent so far €2,360.90" and says "Paid until today €2,360.90" now.'),
    ).toBeVisible();
    await page.keyboard.press('Shift+Y');
    await expect(group).toBeHidden();
    await page.keyboard.press('u');
    await expect(group).toBeVisible();
    await page.getByRole('button', { name: 'Accept all 3' }).click();
    await expect(page.getByText('All 3 pictures are as they should be.')).toBeVisible();

    await page.keyboard.press('h');
    const history = page.getByRole('region', { name: 'History of this case' });
    await expect(history.getByText(/^The baseline was accepted by .+ in (chromium|firefox|webkit)/)).toBeVisible();
    expectValue(await history.getByRole('listitem').allInnerTexts()).toEqual([
      expectValue.stringMatching(/^Accepted/),
      expectValue.stringMatching(/^Unchanged/),
      expectValue.stringMatching(/^Accepted/),
    ]);
    await screen('history');
    await page.keyboard.press('Escape');

    // What no picture has shown stands on the outline, inside of components too; a case that would show it is taken over.
    await page.getByRole('button', { name: 'What no picture has shown yet' }).click();
    const outline = page.getByRole('region', { name: 'Outline' });
    await expect(outline.getByRole('button', { name: /tier-blocked.*never shown/ })).toBeVisible();
    await expect(outline.getByRole('button', { name: /order-status--root/ })).toBeVisible();
    await screen('coverage');
    await page.getByRole('button', { name: 'Add the case blocked' }).click();
    await expect(page.getByRole('button', { name: 'Add the case blocked' })).toBeHidden();
    await page.getByRole('button', { name: 'Back to the pictures' }).click();
    await page.keyboard.press('F9');
    await expect(page.getByText('3 pictures of 6 wait for your decision.')).toBeVisible();
    for (const browser of browsers) await expect(row(`blocked ${browser}`, 'New')).toBeVisible();
    expectValue(errors).toEqual([]);
  });
});
