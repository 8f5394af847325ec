import type { Locator, Page } from 'playwright-core';

/** The lines of the text editor, as far as they are in view. */
export const textEditor = (page: Page): Locator => page.locator('.code-editor .view-lines');

/** Finds words in the open document, as a person would, and types others in their place. */
export async function replaceInText(page: Page, words: string, others: string): Promise<void> {
  await textEditor(page).click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+f');
  const find = page.locator('.find-widget textarea').first();
  await find.fill(words);
  await page.locator('.find-widget .matchesCount', { hasText: /1 of/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.type(others);
}
