import { assert, constantFrom, integer, property, string, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAmongFirst, offsetOf, placeOf, places } from './cohort.ts';
import { planOf, type Strategy } from './plan.ts';

const percents = (strategy: Strategy) =>
  planOf(strategy, 86_400).steps.map((step) => step.kind === 'share' && step.percent);

describe('the plan of a rollout (P4)', () => {
  it('is what the strategy stands for when it says no more', () => {
    expect([percents({ kind: 'blue-green' }), planOf({ kind: 'blue-green' }, 86_400)]).toMatchObject([
      [10, 25, 50, 75, 100],
      { interval: 300, watch: 86_400 },
    ]);
    expect([percents({ kind: 'canary' }), planOf({ kind: 'canary' }, 1)]).toMatchObject([
      [10, 100],
      { interval: 1_800, watch: 1 },
    ]);
    expect([percents({ kind: 'linear' }), planOf({ kind: 'linear', watch: 0 }, 1)]).toMatchObject([
      [10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
      { interval: 300, watch: 0 },
    ]);
  });

  it('goes up and ends with everybody, whatever its steps', () => {
    assert(
      property(
        uniqueArray(integer({ min: 1, max: 100 }), { minLength: 1 }),
        integer({ min: 1, max: 100 }),
        (steps, by) => {
          for (const found of [percents({ kind: 'blue-green', steps }), percents({ kind: 'linear', by })]) {
            expect(found.at(-1)).toBe(100);
            expect(found).toEqual([...new Set(found)].sort((one, other) => Number(one) - Number(other)));
          }
        },
      ),
    );
  });
});

describe('the places of visitors (P4)', () => {
  it('give exactly the share its visitors, and a larger share the same ones and more', () => {
    const all = Array.from({ length: places }, (_, place) => place);
    assert(
      property(string(), integer({ min: 0, max: places }), integer({ min: 0, max: places }), (id, one, other) => {
        const offset = offsetOf(id);
        const [less, more] = [Math.min(one, other) / 100, Math.max(one, other) / 100];
        const few = all.filter((place) => isAmongFirst(place, less, offset));
        expect(few).toHaveLength(Math.round(less * 100));
        expect(few.every((place) => isAmongFirst(place, more, offset))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('are read from cookies that hold one, and from nothing else', () => {
    const cookie = (value: string) => placeOf({ headers: { cookie: value } });
    expect([cookie('_ui_cohort=0'), cookie('a=1; _ui_cohort=9999; b=2'), cookie('_ui_cohort=1;_ui_cohort=2')]).toEqual([
      0, 9_999, 1,
    ]);
    for (const wrong of ['', 'x_ui_cohort=1', '_ui_cohort=', '_ui_cohort=01', '_ui_cohort=10000', '_ui_cohort=1x'])
      expect([wrong, cookie(wrong)]).toEqual([wrong, null]);
    assert(property(constantFrom('a', '_ui_cohort'), string(), (name, value) => void cookie(`${name}=${value}`)));
  });
});
