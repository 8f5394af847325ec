import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expect as see } from './expectations.ts';
import { openDocument } from './explorer.ts';
import { launchWeb, type WebStudio } from './launch-web.ts';
import { screensOf } from './screens.ts';
import { replaceInText, textEditor } from './text-editor.ts';

const sample = join(import.meta.dirname, '..', '..', 'assets', 'samples', 'acme');
let project: string;
let file: string;
let studio: WebStudio;

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'studio-project-'));
  file = join(project, 'orders.page.json');
  await cp(sample, project, { recursive: true });
  studio = await launchWeb({ project });
  await openDocument(studio.page, 'orders');
  await see(preview().getByText('Open value')).toBeVisible();
});

afterEach(async () => {
  await studio?.close();
  await rm(project, { recursive: true, force: true, maxRetries: 3 });
});

const preview = () => studio.page.frameLocator('iframe[title="Preview of orders.page.json"]');
const status = () => studio.page.getByLabel('Status');

/** Somebody else saves the file. */
const changeFile = async (from: string, to: string) =>
  writeFile(file, (await readFile(file, 'utf8')).replace(from, to));

describe('what was typed (A6)', () => {
  it('is there again after the window went away at once', async () => {
    const { page } = studio;
    await replaceInText(page, 'Open value', 'Typed at the last moment');
    await page.reload();
    await see(preview().getByText('Typed at the last moment')).toBeVisible();
    await see(page.getByRole('button', { name: /not in the file yet/ })).toBeVisible();
    expect(await readFile(file, 'utf8')).toContain('Open value');
  });

  it('waits in the window while the host is away, and is sent when it is back', async () => {
    const { page } = studio;
    await page.context().setOffline(true);
    await replaceInText(page, 'Open value', 'Typed alone');
    await see(page.getByText('Schema Studio does not answer.').first()).toBeVisible();
    await see(status()).toContainText('draft not saved');
    await screensOf(page, 'away')('host-unreachable');
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await see(status()).toContainText('draft · saved');
    await page.reload();
    await see(preview().getByText('Typed alone')).toBeVisible();
  });

  it('is kept when the file changes meanwhile and the person says so', async () => {
    const { page } = studio;
    const screen = screensOf(page, 'outside');
    await replaceInText(page, 'Open value', 'Mine');
    await see(status()).toContainText('draft · saved');
    await changeFile('Open value', 'Theirs');
    await see(page.getByText('This file changed on disk while you have edits here.')).toBeVisible();
    await screen('changed-outside');
    await page.getByRole('button', { name: 'Compare' }).click();
    await see(page.getByRole('dialog').locator('.line-insert')).toBeVisible();
    await screen('compare-with-file');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await see(page.getByText('This file changed on disk')).toBeHidden();
    await see(preview().getByText('Mine')).toBeVisible();
    await page.keyboard.press('Control+s');
    await page.getByRole('button', { name: 'Save the file only' }).click();
    await see(status()).toContainText('in the file');
    expect(await readFile(file, 'utf8')).toContain('Mine');
  });

  it('gives way to the file when the person says so, and can be had back', async () => {
    const { page } = studio;
    await replaceInText(page, 'Open value', 'Mine');
    await see(status()).toContainText('draft · saved');
    await changeFile('Open value', 'Theirs');
    await page.getByRole('button', { name: 'Take the file' }).click();
    await see(preview().getByText('Theirs')).toBeVisible();
    await see(status()).toContainText('in the file');
    await textEditor(page).click();
    await page.keyboard.press('Control+z');
    await see(preview().getByText('Mine')).toBeVisible();
  });
});

describe('a document without edits', () => {
  it('follows its file', async () => {
    await changeFile('Open value', 'Changed elsewhere');
    await see(preview().getByText('Changed elsewhere')).toBeVisible();
    await see(status()).toContainText('in the file');
  });
});
