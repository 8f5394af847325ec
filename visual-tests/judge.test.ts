import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explainConditions } from './judge.ts';
import type { Conditions } from './types/shot.ts';

const conditions: Conditions = {
  browser: 'chromium 1.0.0.0',
  platform: 'linux-x64',
  metric: 'pixelmatch 7.2.0',
  threshold: 0.05,
  fonts: 'sha256-a',
};

describe('what a baseline was accepted under (T4)', () => {
  it('has to be looked at again when any of it is another, each named', () => {
    expect(explainConditions(conditions, { ...conditions })).toBe(null);
    const others: Conditions = {
      browser: 'firefox 2',
      platform: 'darwin-arm64',
      metric: 'm 8',
      threshold: 0,
      fonts: 'b',
    };
    for (const name of Object.keys(conditions) as (keyof Conditions)[]) {
      expect(explainConditions(conditions, { ...conditions, [name]: others[name] })).toContain(name);
    }
  });
});

const file = join(import.meta.dirname, '../../shared/corpora/pixelmatch-oracle.json');
interface Oracle {
  readonly cases: readonly { readonly a: string; readonly b: string; readonly v7_2_0: number; readonly head: number }[];
}

describe.skipIf(!existsSync(file))('another metric on the same pictures (../shared/corpora)', async () => {
  const { cases }: Oracle = existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : { cases: [] };
  it('flips verdicts of some, and not one of them silently (T4)', () => {
    const next = { ...conditions, metric: 'pixelmatch 8.0.0' };
    // Whoever allowed exactly what was measured passes with the one metric, and not with the other.
    const flipped = cases.filter(({ v7_2_0, head }) => head > v7_2_0);
    expect(cases).toHaveLength(11);
    expect(flipped.length).toBeGreaterThan(3);
    for (const { a, b } of flipped) {
      expect(explainConditions(conditions, next), `${a} ${b}`).toContain(
        'metric pixelmatch 7.2.0, now pixelmatch 8.0.0',
      );
    }
  });
});
