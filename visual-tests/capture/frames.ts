import sharp from 'sharp';
import type { Tab } from '../browsers/tab.ts';
import { coverNodes, nameElementAt, settlePage } from './still.ts';

/** A picture that came out the same twice in a row, or what kept changing. */
export type Frames =
  | { readonly kind: 'still'; readonly png: Uint8Array }
  | { readonly kind: 'moving'; readonly png: Uint8Array; readonly cause: string };

/** Takes full-page pictures until two in a row are equal, for at most `patience` milliseconds. */
export async function takeStillPicture(tab: Tab, masks: readonly string[], patience: number): Promise<Frames> {
  const giveUpAt = performance.now() + patience;
  let previous = await takePicture(tab, masks);
  for (;;) {
    const next = await takePicture(tab, masks);
    if (previous.equals(next)) return { kind: 'still', png: next };
    if (performance.now() >= giveUpAt)
      return { kind: 'moving', png: next, cause: await nameCause(tab, previous, next) };
    previous = next;
  }
}

async function takePicture(tab: Tab, masks: readonly string[]): Promise<Buffer> {
  await tab.run(settlePage, null);
  if (masks.length > 0) await tab.run(coverNodes, masks);
  return Buffer.from(await tab.screenshot());
}

async function nameCause(tab: Tab, before: Buffer, after: Buffer): Promise<string> {
  const [a, b] = await Promise.all(
    [before, after].map((png) => sharp(png).raw().toBuffer({ resolveWithObject: true })),
  );
  if (!a || !b || a.info.width !== b.info.width || a.info.height !== b.info.height) return 'the size of the page';
  const { channels, width } = b.info;
  let changed = -1;
  for (let at = 0; at < b.data.length && changed < 0; at++)
    if (a.data[at] !== b.data[at]) changed = Math.floor(at / channels);
  const dpr = await tab.run(() => devicePixelRatio, null);
  const place = { x: Math.floor((changed % width) / dpr), y: Math.floor(changed / width / dpr) };
  return `${await tab.run(nameElementAt, place)} at ${place.x}, ${place.y}`;
}
