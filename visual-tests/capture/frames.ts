import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { nameElementAt, settlePage } from './still.ts';

/** A picture that came out the same twice in a row, or what kept changing. */
export type Frames =
  | { readonly kind: 'still'; readonly png: Uint8Array }
  | { readonly kind: 'moving'; readonly png: Uint8Array; readonly cause: string };

/** Takes full-page pictures until two in a row are equal, for at most `patience` milliseconds. */
export async function takeStillPicture(page: Page, masks: readonly string[], patience: number): Promise<Frames> {
  const giveUpAt = performance.now() + patience;
  let previous = await takePicture(page, masks);
  for (;;) {
    const next = await takePicture(page, masks);
    if (previous.equals(next)) return { kind: 'still', png: next };
    if (performance.now() >= giveUpAt)
      return { kind: 'moving', png: next, cause: await nameCause(page, previous, next) };
    previous = next;
  }
}

async function takePicture(page: Page, masks: readonly string[]): Promise<Buffer> {
  await page.evaluate(settlePage);
  return page.screenshot({
    fullPage: true,
    animations: 'allow', // The stop sheet holds them; letting Playwright pause and resume them would move pixels.
    caret: 'initial',
    mask: masks.map((selector) => page.locator(`css=${selector}`)),
    maskColor: '#ff00ff',
    timeout: 20_000,
  });
}

async function nameCause(page: Page, before: Buffer, after: Buffer): Promise<string> {
  const [a, b] = await Promise.all(
    [before, after].map((png) => sharp(png).raw().toBuffer({ resolveWithObject: true })),
  );
  if (!a || !b || a.info.width !== b.info.width || a.info.height !== b.info.height) return 'the size of the page';
  const { channels, width } = b.info;
  let changed = -1;
  for (let at = 0; at < b.data.length && changed < 0; at++)
    if (a.data[at] !== b.data[at]) changed = Math.floor(at / channels);
  const dpr = await page.evaluate(() => devicePixelRatio);
  const place = { x: Math.floor((changed % width) / dpr), y: Math.floor(changed / width / dpr) };
  return `${await page.evaluate(nameElementAt, place)} at ${place.x}, ${place.y}`;
}
