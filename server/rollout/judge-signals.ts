import {
  type Counts,
  evidenceAbove,
  evidenceAgainst,
  evidenceOfMore,
  meanOfLogarithms,
  type Rates,
  upperRate,
} from './judge-evidence.ts';
import { durationBounds, type Tallies, type Tally } from './outcomes-tally.ts';

/** What a judge looks at. Each has an equal part of the probability of a false alarm. */
export const signals = [
  'failed',
  'render-errors',
  'empty',
  'slow',
  'silent',
  'script-errors',
  'policy-violations',
  'blank',
] as const;
export type Signal = (typeof signals)[number];

/** Told by browsers, so worth nothing where none visits. */
export const toldByBrowsers: readonly Signal[] = ['silent', 'script-errors', 'policy-violations', 'blank'];

type RateSignal = Exclude<Signal, 'slow'>;

const countsOf: Readonly<Record<RateSignal, (tally: Tally) => Counts>> = {
  failed: ({ visits, failed }) => ({ tries: visits, bad: failed }),
  'render-errors': ({ visits, broken }) => ({ tries: visits, bad: broken }),
  empty: ({ visits, empty }) => ({ tries: visits, bad: empty }),
  // Of another server's count more may be seen than were due here.
  silent: ({ due, seen }) => ({ tries: due, bad: Math.max(0, due - seen) }),
  'script-errors': ({ views, scriptErrors }) => ({ tries: views, bad: scriptErrors }),
  'policy-violations': ({ views, violations }) => ({ tries: views, bad: violations }),
  blank: ({ views, blanks }) => ({ tries: views, bad: blanks }),
};

/** How often it was bad; of `slow`, how often pages took longer than the slowest tenth of the version before. */
export const countsFor = (signal: Signal, tallies: Tallies, arm: keyof Tallies): Counts =>
  signal === 'slow' ? slowCounts(tallies, arm, 0.9) : countsOf[signal](tallies[arm]);

/** Of a candidate with nothing bad at all: less than there is, which is allowed, and nothing to work out. */
const none = Number.NEGATIVE_INFINITY;

/** ln of the evidence that the candidate is worse; `share` null: nobody has the version before, `before` is how it was. */
export function evidence(signal: Signal, now: Tallies, share: number | null, before: Tally): number {
  if (signal === 'slow') return evidenceOfSlowness(now, share, before);
  const candidate = countsOf[signal](now.candidate);
  if (candidate.bad === 0) return none;
  if (share === null)
    return evidenceAbove(candidate, usual(countsOf[signal](before), signal === 'silent' ? 1 : mostUnknown));
  return evidenceAgainst(candidate, countsOf[signal](now.stable), share);
}

/** Where nothing is known of the version before. */
const mostUnknown = 0.35;
const fewest = 30;

/**
 * What a version may have alone: thrice what the version before cannot have passed, and 3 % anyway. What changes in the
 * world cannot be told from the version any more, so this is more lenient than a comparison.
 */
const usual = (before: Counts, unknown: number): number =>
  before.tries < fewest ? unknown : Math.min(0.95, Math.max(0.03, 3 * upperRate(before)));

/**
 * A candidate's page counts as slow from here on where one of the version before does from `bound` on: half as much
 * again and 50 ms. Less is nothing to go back for.
 */
const slowerThan = (bound: number): number => {
  const at = durationBounds.findIndex((one) => one >= bound * 1.5 + 50);
  return at === -1 ? durationBounds.length - 1 : at;
};
const shiftedBound: readonly number[] = durationBounds.map(slowerThan);

/** At most so many pages of the version before are slow, at least so many of the candidate. */
const slowRates: readonly Rates[] = [
  [0.01, 0.1],
  [0.01, 0.4],
  [0.05, 0.2],
  [0.05, 0.6],
  [0.05, 0.95],
  [0.3, 0.6],
  [0.3, 0.95],
  [0.6, 0.9],
];

function slower(durations: readonly number[], than: number): Counts {
  let [tries, bad] = [0, 0];
  for (const [at, count] of durations.entries()) {
    tries += count;
    if (at > than) bad += count;
  }
  return { tries, bad };
}

/**
 * A shift anywhere: the median, the slowest tenth or hundredth. Each bound makes "slow" a rate of its own, and the mean
 * over all of them is evidence like each.
 */
function evidenceOfSlowness({ stable, candidate }: Tallies, share: number | null, before: Tally): number {
  return meanOfLogarithms(
    shiftedBound.map((shifted, bound) => {
      const counts = slower(candidate.durations, shifted);
      if (counts.bad === 0) return none;
      return share === null
        ? evidenceAbove(counts, usual(slower(before.durations, bound), 1))
        : evidenceAgainst(counts, slower(stable.durations, bound), share, slowRates);
    }),
  );
}

function slowCounts({ stable, candidate }: Tallies, arm: keyof Tallies, quantile: number): Counts {
  const shifted = shiftedBound[boundAt(stable.durations, quantile)] ?? durationBounds.length - 1;
  return slower((arm === 'stable' ? stable : candidate).durations, shifted);
}

function boundAt(durations: readonly number[], quantile: number): number {
  const wanted = durations.reduce((sum, count) => sum + count, 0) * quantile;
  let below = 0;
  const at = durations.findIndex((count) => {
    below += count;
    return below >= wanted;
  });
  return Math.min(at, durationBounds.length - 1);
}

/** How much worse a candidate has to be for certain for its step not to end: points of a rate. */
const stated: Readonly<Record<Signal, number>> = {
  failed: 0.05,
  'render-errors': 0.05,
  empty: 0.05,
  slow: 0.1,
  silent: 0.2,
  'script-errors': 0.05,
  'policy-violations': 0.05,
  blank: 0.05,
};

/** ln of the evidence that the candidate is worse by as much as is stated: the lower, the healthier. */
export function evidenceOfStated(signal: Signal, tallies: Tallies): number {
  const stable = countsFor(signal, tallies, 'stable');
  const candidate = countsFor(signal, tallies, 'candidate');
  const rate = Math.max(0.005, (stable.bad + 0.5) / (stable.tries + 1));
  // Of what is bad often anyway as much again, else nothing could be told.
  const more = Math.min(Math.max(stated[signal], rate), (1 - rate) / 2);
  return evidenceOfMore(candidate, rate, more);
}
