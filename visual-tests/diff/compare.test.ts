import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import pixelmatchPackage from 'pixelmatch/package.json' with { type: 'json' };
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { comparePictures, metric } from './compare.ts';

type Color = readonly [number, number, number];

async function picture(width: number, height: number, color: Color, dot?: { x: number; y: number; color: Color }) {
  const data = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at++) data.set(color, at * 3);
  if (dot) data.set(dot.color, (dot.y * width + dot.x) * 3);
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

describe('comparePictures', () => {
  it('calls equal bytes equal, without a difference picture', async () => {
    const png = await picture(8, 4, [10, 20, 30]);
    expect(await comparePictures(png, new Uint8Array(png))).toEqual({
      equal: true,
      clusters: [],
      density: 0,
      runs: new Uint32Array(),
      changedPixels: 0,
      totalPixels: 32,
      sizes: { before: [8, 4], after: [8, 4] },
      difference: null,
    });
  });

  it('counts one changed pixel and paints it', async () => {
    const before = await picture(9, 9, [255, 255, 255]);
    const after = await picture(9, 9, [255, 255, 255], { x: 4, y: 5, color: [0, 0, 0] });
    const { changedPixels, difference } = await comparePictures(before, after);
    expect(changedPixels).toBe(1);
    const { data, info } = await sharp(difference!).raw().toBuffer({ resolveWithObject: true });
    expect([...data.subarray((5 * 9 + 4) * info.channels).subarray(0, 3)]).toEqual([255, 0, 0]);
  });

  it('lays different sizes over each other at the top left and counts what sticks out', async () => {
    const comparison = await comparePictures(await picture(10, 4, [9, 9, 9]), await picture(6, 8, [9, 9, 9]));
    expect(comparison).toMatchObject({ changedPixels: 10 * 8 - 6 * 4, totalPixels: 80, equal: false });
    expect(comparison.sizes).toEqual({ before: [10, 4], after: [6, 8] });
  });

  it('leaves out masked areas, wherever they reach (T3)', async () => {
    const before = await picture(20, 10, [255, 255, 255]);
    const after = await picture(24, 10, [0, 0, 0]);
    const { changedPixels, density } = await comparePictures(before, after, {
      areas: [
        [2, 1, 50, 8],
        [-5, -5, 6, 6],
      ],
    });
    // Two rows of 24, two columns of the eight rows between, less one pixel at the corner.
    expect(changedPixels).toBe(2 * 24 + 8 * 2 - 1);
    expect(density).toBe(16 + 2 * 8 - 1 + 16);
    expect((await comparePictures(before, after, { areas: [[0, 0, 24, 10]] })).equal).toBe(true);
  });

  it('counts smoothed edges only when asked to, and colors as far apart as asked for (T3)', async () => {
    const before = await picture(5, 5, [100, 100, 100]);
    const after = await picture(5, 5, [100, 100, 100], { x: 2, y: 2, color: [103, 100, 100] });
    expect((await comparePictures(before, after)).changedPixels).toBe(1);
    expect((await comparePictures(before, after, { threshold: 0.1 })).changedPixels).toBe(0);
    // A line that is smoothed another way: dark below, light above, and what is between is between.
    const edge = async (between: number) => {
      const data = Uint8Array.from({ length: 9 * 9 * 3 }, (_, at) => {
        const row = Math.floor(at / 27);
        return row < 4 ? 255 : row > 4 ? 0 : Math.floor(at / 3) % 9 === 4 ? between : row < 4 ? 255 : 0;
      });
      return sharp(data, { raw: { width: 9, height: 9, channels: 3 } })
        .png()
        .toBuffer();
    };
    const [soft, softer] = [await edge(90), await edge(170)];
    expect((await comparePictures(soft, softer)).changedPixels).toBe(1);
    expect((await comparePictures(soft, softer, { threshold: 0.05 })).changedPixels).toBe(0);
    expect((await comparePictures(soft, softer, { threshold: 0.05, includeAA: true })).changedPixels).toBe(1);
  });

  it('says so when bytes are no picture, and goes on comparing', async () => {
    const png = await picture(3, 3, [0, 0, 0]);
    await expect(comparePictures(png, new Uint8Array([1, 2, 3]))).rejects.toThrow('could not be compared');
    await expect(comparePictures(new Uint8Array(3), new Uint8Array(3))).rejects.toThrow('not a PNG');
    expect((await comparePictures(png, await picture(3, 3, [255, 255, 255]))).changedPixels).toBe(9);
  });

  it('is symmetric in what it counts, and a picture equals itself whatever its size', async () => {
    const size = fc.integer({ min: 1, max: 12 });
    const color = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(size, size, size, size, color, color, async (w1, h1, w2, h2, c1, c2) => {
        const [a, b] = await Promise.all([picture(w1, h1, c1), picture(w2, h2, c2)]);
        const [there, back] = await Promise.all([comparePictures(a, b), comparePictures(b, a)]);
        expect(there.changedPixels).toBe(back.changedPixels);
        expect((await comparePictures(a, a)).equal).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('names the metric it really uses', () => {
    expect(metric).toBe(`pixelmatch ${pixelmatchPackage.version}`);
  });
});

/** Counts published with pixelmatch's own fixtures; the pictures are looked for beside the project. */
const corpus = join(import.meta.dirname, '../../../shared/corpora');
/** What pixelmatch does when it is told nothing. */
const published = { threshold: 0.1, includeAA: false };
interface Oracle {
  readonly cases: readonly { a: string; b: string; opts: { threshold?: number }; v7_2_0: number }[];
}

describe.skipIf(!existsSync(corpus))('counts of the published pixelmatch pictures (../shared/corpora)', async () => {
  const text = await readFile(join(corpus, 'pixelmatch-oracle.json'), 'utf8').catch(() => '{"cases":[]}');
  const { cases } = JSON.parse(text) as Oracle;
  it.each(cases)('$a against $b at $opts gives $v7_2_0', async ({ a, b, opts, v7_2_0 }) => {
    const read = (name: string) => readFile(join(corpus, 'pixelmatch', `${name}.png`));
    const { changedPixels } = await comparePictures(await read(a), await read(b), { ...published, ...opts });
    expect(changedPixels).toBe(v7_2_0);
  });
});
