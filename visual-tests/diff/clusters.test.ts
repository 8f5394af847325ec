import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clustersOf, mostClusters } from './clusters.ts';
import { densityOf } from './density.ts';
import { drawDifference } from './difference-picture.ts';
import { decodePng } from './pixels.ts';
import { type Runs, runList } from './runs.ts';

const [width, height] = [70, 60];
const places = fc.uniqueArray(fc.tuple(fc.nat(height - 1), fc.nat(width - 1)), {
  maxLength: 60,
  selector: ([row, column]) => row * width + column,
});

function runsOf(changed: readonly (readonly [row: number, column: number])[]): Runs {
  const list = runList();
  for (const [row, column] of [...changed].sort((a, b) => a[0] - b[0] || a[1] - b[1]))
    list.add(row, column, column + 1);
  return list.runs();
}

describe('clusters (T3)', () => {
  it('joins what is near, parts what is not, and puts the largest first', () => {
    const runs = runsOf([
      [2, 2],
      [5, 6],
      [5, 7],
      [40, 60],
    ]);
    expect(clustersOf(runs, width)).toEqual([
      { box: [2, 2, 6, 4], changedPixels: 3, node: null },
      { box: [60, 40, 1, 1], changedPixels: 1, node: null },
    ]);
  });

  it('holds every changed pixel in one box, and keeps pixels less than 8 apart together', () => {
    fc.assert(
      fc.property(places, (changed) => {
        const clusters = clustersOf(runsOf(changed), width);
        expect(clusters.reduce((sum, { changedPixels }) => sum + changedPixels, 0)).toBe(changed.length);
        for (const [row, column] of changed) {
          const around = clusters.filter(({ box: [left, top, wide, high] }) => {
            return column >= left && column < left + wide && row >= top && row < top + high;
          });
          expect(around.length).toBeGreaterThan(0);
          for (const [y, x] of changed.filter(([y, x]) => Math.hypot(y - row, x - column) < 8)) {
            const shared = around.some(
              ({ box: [left, top, wide, high] }) => x >= left && x < left + wide && y >= top && y < top + high,
            );
            expect(shared).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('names a hundred at most', () => {
    const list = runList();
    for (let row = 0; row < 400; row += 20)
      for (let column = 0; column < 400; column += 20) list.add(row, column, column + 1);
    expect(clustersOf(list.runs(), 400)).toHaveLength(mostClusters);
  });
});

describe('density (T3)', () => {
  it('is the most changed pixels in any window, as counting every window shows', () => {
    fc.assert(
      fc.property(places, fc.constantFrom(4, 16), (changed, size) => {
        let most = 0;
        for (let top = 1 - size; top < height; top++) {
          for (let left = 1 - size; left < width; left++) {
            const inside = changed.filter(
              ([row, column]) => row >= top && row < top + size && column >= left && column < left + size,
            );
            most = Math.max(most, inside.length);
          }
        }
        expect(densityOf(runsOf(changed), width, size)).toBe(most);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the picture of the difference (T3)', () => {
  it('is red where pixels changed and see-through elsewhere', async () => {
    await fc.assert(
      fc.asyncProperty(places, async (changed) => {
        const { data, channels, ...size } = await decodePng(drawDifference(runsOf(changed), width, height));
        expect({ ...size, channels }).toEqual({ width, height, channels: 4 });
        const marked = new Set(changed.map(([row, column]) => row * width + column));
        for (let at = 0; at < width * height; at++) {
          const [red, green, , opacity] = data.subarray(at * 4, at * 4 + 4);
          expect(opacity).toBe(marked.has(at) ? 255 : 0);
          if (marked.has(at)) expect([red, green]).toEqual([255, 0]);
        }
      }),
      { numRuns: 20 },
    );
  });
});
