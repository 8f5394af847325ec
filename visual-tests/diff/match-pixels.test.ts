import fc from 'fast-check';
import pixelmatch from 'pixelmatch';
import { describe, expect, it } from 'vitest';
import { matchPixels } from './match-pixels.ts';
import { type Pixels, rgbaRows } from './pixels.ts';
import { eachRun, type Runs, runList } from './runs.ts';

/** Few colors, so that neighbors are often equal, as in real pictures; ramps, so that there are smoothed edges. */
const levels = [0, 60, 128, 200, 255];
const color = fc.tuple(fc.constantFrom(...levels), fc.constantFrom(...levels), fc.constantFrom(...levels));
const alpha = fc.constantFrom(255, 255, 255, 128, 0);

const picture = (width: number, height: number, channels: 3 | 4): fc.Arbitrary<Pixels> =>
  fc.array(fc.tuple(color, alpha), { minLength: 6, maxLength: 6 }).chain((palette) =>
    fc.array(fc.nat(5), { minLength: width * height, maxLength: width * height }).map((picks) => ({
      width,
      height,
      channels,
      data: Uint8Array.from(picks.flatMap((pick) => [...palette[pick]![0], palette[pick]![1]].slice(0, channels))),
    })),
  );

/** Two pictures that are the same but for some pixels; sometimes they are two of their own. */
const pair = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 40 }), fc.constantFrom<3 | 4>(3, 4))
  .chain(([width, height, channels]) =>
    fc.tuple(
      picture(width, height, channels),
      fc.array(fc.tuple(fc.nat(width * height - 1), fc.constantFrom(...levels)), { maxLength: 6 }),
      fc.option(picture(width, height, channels), { freq: 4 }),
    ),
  )
  .map(([before, edits, other]): readonly [Pixels, Pixels] => {
    const data = before.data.slice();
    for (const [pixel, level] of edits) data[pixel * before.channels] = level;
    return [before, other ?? { ...before, data }];
  });

function asked(before: Pixels, after: Pixels, threshold: number, includeAA: boolean) {
  const { width, height } = before;
  const [a, b] = [rgbaRows(before, 0, height, width), rgbaRows(after, 0, height, width)];
  const marks = new Uint8Array(width * height * 4);
  const count = pixelmatch(a, b, marks, width, height, { threshold, includeAA, diffMask: true });
  const places = Array.from(new Uint32Array(marks.buffer)).flatMap((mark, at) => (mark === 0 ? [] : [at]));
  return { count, places };
}

function placesOf(runs: Runs, width: number): number[] {
  const places: number[] = [];
  eachRun(runs, (row, first, behind) => {
    for (let column = first; column < behind; column++) places.push(row * width + column);
  });
  return places;
}

describe('matchPixels (T3)', () => {
  it('finds exactly the pixels that pixelmatch finds in the whole picture, see-through ones too', () => {
    let differing = 0;
    fc.assert(
      fc.property(pair, fc.constantFrom(0, 0.05, 0.1, 0.3), fc.boolean(), ([a, b], threshold, includeAA) => {
        const found = matchPixels(a, b, { threshold, includeAA });
        const { count, places } = asked(a, b, threshold, includeAA);
        if (count > 0) differing++;
        expect(found.pixels()).toBe(count);
        expect(placesOf(found.runs(), a.width)).toEqual(places);
      }),
      { numRuns: 1500 },
    );
    expect(differing).toBeGreaterThan(500);
  });

  it('sees no difference between a picture with alpha and the same without', () => {
    const opaque: Pixels = { width: 2, height: 2, channels: 3, data: Uint8Array.from({ length: 12 }, (_, at) => at) };
    const withAlpha: Pixels = { ...opaque, channels: 4, data: rgbaRows(opaque, 0, 2, 2) };
    expect(matchPixels(opaque, withAlpha, { threshold: 0, includeAA: true }).pixels()).toBe(0);
    withAlpha.data[4] = 99;
    expect([...matchPixels(opaque, withAlpha, { threshold: 0, includeAA: true }).runs()]).toEqual([0, 1, 2]);
  });
});

describe('runList', () => {
  it('joins runs of a row once there are too many, and still counts every pixel', () => {
    const list = runList(2);
    list.add(0, 1, 2);
    list.add(0, 4, 6);
    list.add(0, 8, 9);
    list.add(3, 0, 1);
    list.add(3, 5, 6);
    expect(list.pixels()).toBe(6);
    expect([...list.runs()]).toEqual([0, 1, 2, 0, 4, 9, 3, 0, 6]);
  });
});
