import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const folder = join(import.meta.dirname, '..', '..', 'artifacts', 'screens');

/** Takes numbered pictures of a window into `artifacts/screens`, for people to look at. */
export function screensOf(page: Page, story: string): (name: string) => Promise<void> {
  mkdirSync(folder, { recursive: true });
  let count = 0;
  return async (name) => {
    count += 1;
    const file = `${story}-${String(count).padStart(2, '0')}-${name}.png`;
    // Tooltips and blinking carets are not what is looked at.
    await page.mouse.move(0, 0);
    await page.screenshot({ path: join(folder, file), caret: 'hide' });
  };
}
