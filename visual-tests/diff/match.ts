import pixelmatch from 'pixelmatch';
import sharp from 'sharp';
import type { Comparison } from '../types.ts';

/** RGBA, 8 bit, straight alpha. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Decodes and compares two PNGs pixel by pixel. Heavy: runs on the worker thread. */
export async function matchPictures(before: Uint8Array, after: Uint8Array, threshold: number): Promise<Comparison> {
  const [a, b] = await Promise.all([decode(before), decode(after)]);
  const width = Math.max(a.width, b.width);
  const height = Math.max(a.height, b.height);
  const shared: readonly [number, number] = [Math.min(a.width, b.width), Math.min(a.height, b.height)];

  const output = new Uint8Array(width * height * 4);
  const inside = pixelmatch(padded(a, width, height, shared), padded(b, width, height, shared), output, width, height, {
    threshold,
  });
  const changedPixels = inside + paintOutside(output, width, height, shared);
  const equal = changedPixels === 0;
  return {
    equal,
    changedPixels,
    totalPixels: width * height,
    sizes: { before: [a.width, a.height], after: [b.width, b.height] },
    difference: equal ? null : await encode(output, width, height),
    clusters: [],
    density: 0,
  };
}

async function decode(png: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(png)
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

const encode = (data: Uint8Array, width: number, height: number): Promise<Uint8Array> =>
  sharp(data, { raw: { width, height, channels: 4 } })
    .png({ compressionLevel: 6 })
    .toBuffer();

/** The part both pictures have, at the top left of the common size; the rest is empty and counted apart. */
function padded(
  { data, width: own }: Pixels,
  width: number,
  height: number,
  shared: readonly [number, number],
): Uint8Array {
  if (data.length === width * height * 4 && shared[0] === width && shared[1] === height) return data;
  const canvas = new Uint8Array(width * height * 4);
  for (let row = 0; row < shared[1]; row++) {
    canvas.set(data.subarray(row * own * 4, (row * own + shared[0]) * 4), row * width * 4);
  }
  return canvas;
}

/** Paints what only one picture has, and answers how many pixels that is. */
function paintOutside(output: Uint8Array, width: number, height: number, shared: readonly [number, number]): number {
  for (let row = 0; row < height; row++) {
    for (let column = row < shared[1] ? shared[0] : 0; column < width; column++) {
      output.set([255, 0, 0, 255], (row * width + column) * 4);
    }
  }
  return width * height - shared[0] * shared[1];
}
