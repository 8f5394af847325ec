import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { comparePictures } from '../compare.ts';
import { type Painting, shouldDiffer, shouldMatch, type Trap } from './traps.ts';

async function draw({ size: [width, height], alpha = false, painted }: Painting): Promise<Uint8Array> {
  const channels = alpha ? 4 : 3;
  const data = new Uint8Array(width * height * channels).fill(255);
  for (const { area, color, opacity = 255 } of painted) {
    const [left, top, wide, high] = area;
    for (let row = top; row < Math.min(height, top + high); row++) {
      for (let column = left; column < Math.min(width, left + wide); column++) {
        data.set([...color, opacity].slice(0, channels), (row * width + column) * channels);
      }
    }
  }
  return sharp(data, { raw: { width, height, channels } }).png().toBuffer();
}

async function changedIn({ before, after, options }: Trap): Promise<number> {
  const [one, other] = await Promise.all([draw(before), draw(after)]);
  const there = await comparePictures(one, other, options);
  const back = await comparePictures(other, one, options);
  expect(back.changedPixels).toBe(there.changedPixels);
  return there.changedPixels;
}

describe('traps of comparing (T3)', () => {
  it.each(shouldMatch.map((trap) => [trap.name, trap] as const))('should match: %s', async (_, trap) => {
    expect(await changedIn(trap), trap.trap).toBe(0);
  });

  it.each(shouldDiffer.map((trap) => [trap.name, trap] as const))('should differ: %s', async (_, trap) => {
    expect(await changedIn(trap), trap.trap).toBe(trap.changed);
  });
});
