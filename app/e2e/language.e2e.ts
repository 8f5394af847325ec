import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDocument } from './explorer.ts';
import { launchWeb, type WebStudio } from './launch-web.ts';
import { textEditor } from './text-editor.ts';

const own = `{
  "$schema": "https://schema-studio.dev/ui/1/page.json",
  "kind": "page",
  "id": "acme/language",
  "version": "1.0.0",
  "title": "Language",
  "route": "/language",
  "uses": { "StatusBadge": "acme/status-badge@^1.0.0" },
  "params": {
    "search": { "type": "string", "default": "" }
  },
  "messages": { "en": { "hello": "Hello " } },
  "view": {
    "id": "root",
    "type": "Stack",
    "children": [
      { "id": "badge", "type": "StatusBadge", "props": { "status": "open" } },
      { "id": "go", "type": "", "props": { "text": "Go" } },
      { "id": "words", "type": "Text", "props": { "text": "\${}" }, "style": { "background": "" } },
      { "id": "wrong", "type": "Heading", "props": { "text": "Hi", "levle": 2, "level": 2 } },
      { "id": "last", "type": "Button", "props": { "text": "x", "variant": "" } },
      { "id": "hi", "type": "Text", "props": { "text": "\${t('hello', { name: 'Ada' })}" } }
    ]
  }
}
`;

let studio: WebStudio;
let project: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'studio-language-'));
  await cp(join(import.meta.dirname, '..', '..', 'assets', 'samples', 'acme'), project, { recursive: true });
  await writeFile(join(project, 'language.page.json'), own);
  studio = await launchWeb({ project });
  await openDocument(studio.page, 'language');
  await textEditor(studio.page).waitFor();
});

afterAll(async () => {
  await studio?.close();
  await rm(project, { recursive: true, force: true, maxRetries: 3 });
});

const suggestions = (page: Page): Locator => page.locator('.suggest-widget.visible .monaco-list-row');
const suggestion = (page: Page, name: string): Locator =>
  suggestions(page).filter({ has: page.locator('.label-name', { hasText: new RegExp(`^${name}$`) }) });

/** Puts the cursor behind some words, as a person who looks for them would. */
async function behind(page: Page, words: string, back = 0): Promise<void> {
  await textEditor(page).click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+f');
  await page.locator('.find-widget textarea').first().fill(words);
  await page.locator('.find-widget .matchesCount', { hasText: /1 of/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
  for (let step = 0; step < back; step++) await page.keyboard.press('ArrowLeft');
}

/** Waits until the text in view holds some words; long lines are wrapped, so white space does not count. */
async function holds(page: Page, words: string): Promise<void> {
  const shown = () =>
    page.evaluate(() => {
      const lines = [...document.querySelectorAll<HTMLElement>('.code-editor .view-line')];
      const inOrder = lines.sort((a, b) => Number.parseFloat(a.style.top) - Number.parseFloat(b.style.top));
      return inOrder.map((one) => one.textContent ?? '').join('');
    });
  await expect.poll(async () => (await shown()).replace(/\s/g, '')).toContain(words.replace(/\s/g, ''));
}

/** Presses keys until they show something: a picture that arrives in between may take an open list away. */
async function pressUntil(page: Page, keys: string, shown: Locator): Promise<void> {
  for (let attempt = 0; attempt < 6; attempt++) {
    await page.keyboard.press(keys);
    const isShown = await shown.waitFor({ timeout: 8_000 }).then(
      () => true,
      () => false,
    );
    if (isShown) return;
    await page.keyboard.press('Escape');
  }
  throw new Error(`${keys} showed nothing.`);
}

describe('the text editor (A1)', () => {
  it('completes a component type', async () => {
    const { page } = studio;
    await behind(page, '"go", "type": "');
    await page.keyboard.type('But');
    await suggestion(page, 'Button').waitFor();
    await page.keyboard.press('Enter');
    await holds(page, '"go", "type": "Button", "props"');
  });

  it('completes a prop with the beginning of its value, and an enum value', async () => {
    const { page } = studio;
    await behind(page, '"props": { "text": "Go"');
    await page.keyboard.type(', "var');
    await suggestion(page, 'variant').waitFor();
    await page.keyboard.press('Enter');
    await suggestion(page, 'ghost').waitFor();
    await page.keyboard.type('gho');
    await page.keyboard.press('Enter');
    await holds(page, '"text": "Go", "variant": "ghost"');
  });

  it('completes data paths in an expression', async () => {
    const { page } = studio;
    await behind(page, '"text": "${');
    await page.keyboard.type('par');
    await suggestion(page, 'params').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('.');
    await suggestion(page, 'search').waitFor();
    await page.keyboard.press('Enter');
    await holds(page, '"text": "${params.search}"');
  });

  it('completes a token and shows its color', async () => {
    const { page } = studio;
    await behind(page, '"background": "');
    await page.keyboard.type('color.surf');
    const row = suggestions(page).filter({ hasText: 'color.surface' }).first();
    await row.waitFor();
    expect(await row.locator('.colorspan').count()).toBe(1);
    await page.keyboard.press('Enter');
    await holds(page, '"background": "{color.surface');
    await page.locator('.colorpicker-color-decoration').first().waitFor();
  });

  it('shows icons beside their names', async () => {
    const { page } = studio;
    await behind(page, '"props": { "text": "Go"');
    await page.keyboard.type(', "icon": "');
    await suggestion(page, 'archive').waitFor();
    await page.keyboard.type('truc');
    await page.locator('.suggest-details img[src^="data:image/svg+xml"]').waitFor();
    await page.keyboard.press('Enter');
    await holds(page, '"icon": "truck"');
  });

  it('completes what a message is given', async () => {
    const { page } = studio;
    await behind(page, '"hello": "Hello ');
    await page.keyboard.type('{');
    await suggestion(page, '\\$name').waitFor();
    await page.keyboard.press('Enter');
    await holds(page, '"hello": "Hello {$name}"');
  });

  it('applies a quick fix', async () => {
    const { page } = studio;
    await page.locator('.squiggly-error').first().waitFor();
    await behind(page, '"levle', 2);
    const action = page.locator('.action-widget .monaco-list-row', { hasText: 'Remove "levle"' });
    await pressUntil(page, 'Control+.', action);
    await action.click();
    await holds(page, '"text": "Hi", "level": 2');
  });

  it('renames an id', async () => {
    const { page } = studio;
    await behind(page, '"id": "badge', 2);
    const box = page.locator('.rename-box input');
    await pressUntil(page, 'F2', box);
    await box.fill('state');
    await page.keyboard.press('Enter');
    await holds(page, '"id": "state"');
  });

  it('says why something cannot be renamed', async () => {
    const { page } = studio;
    await behind(page, '"wrong", "type": "Heading', 2);
    await pressUntil(page, 'F2', page.locator('.monaco-editor-overlaymessage', { hasText: 'built in' }));
  });

  it('folds, and lists the outline', async () => {
    const { page } = studio;
    expect(await page.locator('.codicon-folding-expanded').count()).toBeGreaterThan(2);
    await textEditor(page).click();
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await pressUntil(page, 'Control+Shift+o', rows.filter({ hasText: 'params' }).first());
    await page.keyboard.type('words');
    await rows.filter({ hasText: 'words' }).first().waitFor();
    await page.keyboard.press('Escape');
  });

  it('shows what a prop is for', async () => {
    const { page } = studio;
    await textEditor(page).getByText('"variant"', { exact: true }).last().hover();
    await page.locator('.monaco-hover', { hasText: 'unless the theme says otherwise' }).waitFor();
  });

  it('shows its menu on a ground of its own', async () => {
    const { page } = studio;
    await textEditor(page).click({ button: 'right' });
    const menu = page.locator('.monaco-scrollable-element', { has: page.locator('.monaco-menu') });
    await menu.getByText('Rename Symbol').waitFor();
    expect(await menu.evaluate((one) => getComputedStyle(one).backgroundColor)).not.toBe('rgba(0, 0, 0, 0)');
    await page.keyboard.press('Escape');
  });

  it('goes to a definition in another document', async () => {
    const { page, errors } = studio;
    await behind(page, '"type": "StatusBadge', 3);
    await page.keyboard.press('F12');
    await holds(page, '"kind": "component", "id": "acme/status-badge"');
    expect(errors).toEqual([]);
  });
});
