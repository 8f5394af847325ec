import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Behavior, type Ending, randomOf, type Simulation, simulate } from '../testing/simulated-rollout.ts';
import { evidenceAgainst, meanOfLogarithms } from './judge-evidence.ts';
import { falseAlarms, look, missed, newWatch } from './judge-watch.ts';
import { noTally } from './outcomes-tally.ts';

const well: Behavior = {
  failed: 0.005,
  broken: 0.003,
  silent: 0.04,
  scriptErrors: 0.01,
  violations: 0.005,
  blanks: 0.001,
  median: 8,
  delay: 0,
};

const rollout = (seed: number, changes: Partial<Simulation> = {}): Ending =>
  simulate({
    seed,
    stable: well,
    candidate: well,
    visitorsPerLook: 100,
    steps: [0.1, 0.25, 0.5, 0.75, 1],
    looksPerStep: 4,
    most: 160,
    ...changes,
  });

const seeds = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at + 1);
const kinds = (endings: readonly Ending[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    ['healthy', 'undecided', 'bad'].map((kind) => [
      kind,
      endings.filter(({ judgement }) => judgement.kind === kind).length,
    ]),
  );

describe('the evidence', () => {
  it('is expected to be 1 whatever both rates are, so that it is rarely large by chance (P4)', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (rate, share) => {
          const visitor = (isCandidate: boolean, isBad: boolean): number => {
            const one = { tries: 1, bad: Number(isBad) };
            const none = { tries: 0, bad: 0 };
            return Math.exp(evidenceAgainst(isCandidate ? one : none, isCandidate ? none : one, share));
          };
          const of = (isCandidate: boolean): number =>
            rate * visitor(isCandidate, true) + (1 - rate) * visitor(isCandidate, false);
          expect(share * of(true) + (1 - share) * of(false)).toBeCloseTo(1, 9);
        },
      ),
      { seed: 4, numRuns: 500 },
    );
  });

  it('is at most that when the candidate is the better one (P4)', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (one, other, share) => {
          const [candidate, stable] = [Math.min(one, other), Math.max(one, other)];
          const none = { tries: 0, bad: 0 };
          const of = (rate: number, isCandidate: boolean): number =>
            [0, 1].reduce((sum, bad) => {
              const counts = { tries: 1, bad };
              const chance = bad === 1 ? rate : 1 - rate;
              const [a, b] = isCandidate ? [counts, none] : [none, counts];
              return sum + chance * Math.exp(evidenceAgainst(a, b, share));
            }, 0);
          expect(share * of(candidate, true) + (1 - share) * of(stable, false)).toBeLessThanOrEqual(1 + 1e-9);
        },
      ),
      { seed: 5, numRuns: 500 },
    );
  });

  it('is the same in any order, and a mean stays between its parts', () => {
    expect(meanOfLogarithms([Number.NEGATIVE_INFINITY, 0])).toBeCloseTo(-Math.LN2);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -500, max: 500, noNaN: true }), { minLength: 1, maxLength: 9 }),
        (values) => {
          const mean = meanOfLogarithms(values);
          expect(mean).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
          expect(mean).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        },
      ),
      { seed: 6 },
    );
  });
});

describe('a rollout on paper', () => {
  // α = 0.1 %: of 2,000 more than 7 would come with a probability below 0.2 %.
  it('undoes at most as many versions that are well as it states, in a noisy world too (P4)', () => {
    const worlds: readonly Partial<Simulation>[] = [
      {},
      { noise: (at) => (at % 10 < 2 ? 8 : 1) },
      { noise: (at) => (at % 37 < 5 ? 10 : 1), visitorsPerLook: 40 },
      {
        steps: [0.1, 1],
        stable: { ...well, failed: 0.2, silent: 0.5 },
        candidate: { ...well, failed: 0.2, silent: 0.5 },
      },
    ];
    const endings = worlds.flatMap((world) =>
      seeds(500).map((seed) => rollout(seed, { most: 40, visitorsPerLook: 50, ...world })),
    );
    expect(falseAlarms).toBe(0.001);
    expect(kinds(endings)['bad']).toBeLessThanOrEqual(7);
  });

  it('lets a version that is well come to the end (P4)', () => {
    const endings = seeds(60).map((seed) => rollout(seed));
    expect(kinds(endings)).toEqual({ healthy: 60, undecided: 0, bad: 0 });
  });

  const sick = {
    'that throws': { failed: 1 },
    'half of which fails': { failed: 0.5 },
    'with components that fail': { broken: 0.4 },
    'slower by 200 ms': { delay: 200 },
    'that browsers show empty': { blanks: 1 },
    'with script errors': { scriptErrors: 0.5 },
    'that violates the policy': { violations: 1 },
    'no browser reports of': { silent: 1 },
  } satisfies Record<string, Partial<Behavior>>;
  const moments = {
    'from the begin': { most: 20 },
    'from a later step on': { from: 60, looksPerStep: 20, most: 80 },
    'once everybody has it': { from: 60, looksPerStep: 40, steps: [0.1, 1], most: 80 },
  } satisfies Record<string, Partial<Simulation>>;

  for (const [name, behavior] of Object.entries(sick)) {
    it(`undoes a version ${name}, within 5 s and the exposure it may have (P4)`, () => {
      for (const [when, changes] of Object.entries(moments)) {
        const from = 'from' in changes ? changes.from : 1;
        for (const seed of seeds(15)) {
          const given = { candidate: { ...well, ...behavior }, visitorsPerLook: 50, ...changes };
          const ending = rollout(seed, given);
          expect(ending.judgement.kind, when).toBe('bad');
          expect(ending.looks - from, when).toBeLessThanOrEqual(20);
          // 1 % of a step of five minutes at this rate is 600.
          if (when === 'from the begin') expect(ending.bad).toBeLessThanOrEqual(50);
        }
      }
    });
  }

  it('ends a step of a version that is worse by what is stated once in a hundred at most (P4)', () => {
    const worse = { ...well, failed: well.failed + 0.05 };
    const passed = seeds(300).filter((seed) => rollout(seed, { candidate: worse, most: 80 }).step > 1);
    expect(missed).toBe(0.01);
    // Of 300 more than 9 would come with a probability below 0.2 %.
    expect(passed.length).toBeLessThanOrEqual(9);
  });
});

describe('missing data', () => {
  const some = {
    ...noTally,
    requests: 500,
    visits: 500,
    durations: noTally.durations.map((_, at) => (at === 3 ? 500 : 0)),
  };

  it('is not health: without visitors nothing is decided (P4)', () => {
    const nobody = { stable: some, candidate: noTally };
    const { judgement } = look(newWatch(0), { at: 250, step: 1, audience: 0.1, tallies: nobody });
    expect(judgement.kind).toBe('undecided');
    expect(judgement).toHaveProperty('why', expect.stringContaining('0 visits of the candidate'));
  });

  it('of browsers is asked for only where browsers visit (P4)', () => {
    const noBrowsers = { stable: { ...some, due: 500 }, candidate: { ...some, due: 500 } };
    expect(look(newWatch(0), { at: 250, step: 1, audience: 0.5, tallies: noBrowsers }).judgement.kind).toBe('healthy');
    const browsers = {
      stable: { ...some, due: 500, seen: 480, views: 480 },
      candidate: { ...some, due: 500, seen: 0 },
    };
    const { judgement } = look(newWatch(0), { at: 250, step: 1, audience: 0.5, tallies: browsers });
    expect(judgement).toMatchObject({ kind: 'bad', signal: 'silent' });
  });
});

it('simulations repeat: the same seed gives the same numbers', () => {
  const [one, two] = [randomOf(7), randomOf(7)];
  expect(seeds(5).map(() => one())).toEqual(seeds(5).map(() => two()));
});
