import { expect, it } from 'vitest';
import { openDocument } from './explorer.ts';
import { launchDesktop } from './launch-desktop.ts';
import { textEditor } from './text-editor.ts';

it('completes in the desktop window, under its content security policy (A1)', async () => {
  const { page, errors, close } = await launchDesktop();
  try {
    await openDocument(page, 'orders');
    await textEditor(page).click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.keyboard.type('"cont');
    await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'context' }).waitFor();
    expect(errors).toEqual([]);
  } finally {
    await close();
  }
});
