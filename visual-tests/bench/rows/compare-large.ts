import { createRequire } from 'node:module';
import pixelmatch from 'pixelmatch';
import sharp from 'sharp';
import { comparePictures } from '../../index.ts';
import { atLeast, faster, type Row } from '../row.ts';
import { seeded } from '../seeded.ts';

const [width, height] = [1280, 8000];
const rounds = 9;

/** A long page as PNG bytes, and the same with a word changed: from bytes to verdict, beside pngjs and pixelmatch. */
export async function rows(): Promise<readonly Row[]> {
  const [before, after] = [await page(false), await page(true)];
  const decode = pngDecoder();
  const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  for (let round = 0; round <= rounds; round++) {
    const begin = performance.now();
    const { changedPixels } = await comparePictures(before, after, { threshold: 0.1 });
    const middle = performance.now();
    const [a, b] = [decode(before), decode(after)];
    const counted = pixelmatch(a.data, b.data, undefined, width, height, { threshold: 0.1 });
    const end = performance.now();
    if (counted !== changedPixels || counted === 0) throw new Error(`${changedPixels} pixels here, ${counted} there.`);
    if (round === 0) continue; // Both warm up.
    times.ours.push(middle - begin);
    times.theirs.push(end - middle);
  }
  const note = `both count the same pixels; ours comes with clusters and a picture of the difference; median of ${rounds}`;
  const row = faster(
    `compare a pair of ${width} × ${height}, small change`,
    median(times.ours),
    ['pngjs + pixelmatch', median(times.theirs)],
    { must: atLeast(2), note },
  );
  return [row];
}

/** Lines of many short bars in many colors, as dense as text. */
function page(changed: boolean): Promise<Buffer> {
  const random = seeded(8);
  const data = Buffer.alloc(width * height * 3, 255);
  for (let line = 20; line < height - 20; line += 24) {
    for (let column = 24; column < width - 24; ) {
      const wide = 1 + Math.floor(random() * 4);
      const dark = Math.floor(random() * 200);
      const last = changed && line === 4820 && column < 120 ? 255 : dark;
      for (let row = line; row < line + 12; row++) {
        if (random() < 0.4) continue;
        data.fill(last, (row * width + column) * 3, (row * width + column + wide) * 3);
      }
      column += wide + 1 + Math.floor(random() * 6);
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

type Decode = (png: Uint8Array) => { readonly data: Uint8Array };

/** It comes with pixelmatch. */
function pngDecoder(): Decode {
  const { PNG } = createRequire(import.meta.url)('pngjs') as { PNG: { sync: { read: Decode } } };
  return (png) => PNG.sync.read(png);
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
