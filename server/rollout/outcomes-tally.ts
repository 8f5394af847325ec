import type { Arm } from './judgement.ts';

/**
 * What became of one version's answers, counted from the begin of a rollout and never down. A visitor counts once a
 * second for what the server sees and once in ten minutes for what browsers tell, so that one who reloads a broken page,
 * or whose browser breaks every page, is one and not fifty: else these could not be told from chance.
 */
export interface Tally {
  /** Everything that was asked of it, and what of that went wrong, each once: for people, not for the judge. */
  readonly requests: number;
  readonly badAnswers: number;
  /** Visitors by the second; of them those with a 5xx, with a component that failed, with a page that shows nothing. */
  readonly visits: number;
  readonly failed: number;
  readonly broken: number;
  readonly empty: number;
  /** How many pages took how long: one more than `durationBounds`. */
  readonly durations: readonly number[];
  /** Visitors whose browser should have told by now that it shows a page, and those whose browser did. */
  readonly due: number;
  readonly seen: number;
  /** Visitors whose browser told anything; of them those of a script error, a violated policy, an empty page. */
  readonly views: number;
  readonly scriptErrors: number;
  readonly violations: number;
  readonly blanks: number;
}

export type Tallies = Readonly<Record<Arm, Tally>>;
export type Counted = Exclude<keyof Tally, 'durations'>;

/** Milliseconds. Close together where people begin to notice. */
export const durationBounds: readonly number[] = [
  1, 2, 3, 5, 8, 12, 18, 27, 40, 55, 70, 85, 100, 120, 140, 160, 180, 200, 230, 260, 300, 350, 400, 500, 600, 800,
  1_000, 1_300, 1_700, 2_200, 3_000, 4_000, 6_000, 10_000, 20_000,
];

export const counted: readonly Counted[] = [
  'requests',
  'badAnswers',
  'visits',
  'failed',
  'broken',
  'empty',
  'due',
  'seen',
  'views',
  'scriptErrors',
  'violations',
  'blanks',
];

export const noTally: Tally = {
  ...(Object.fromEntries(counted.map((name) => [name, 0])) as Record<Counted, number>),
  durations: Array.from({ length: durationBounds.length + 1 }, () => 0),
};
export const noTallies: Tallies = { stable: noTally, candidate: noTally };

/** Index of the bucket that holds so many milliseconds. */
export function durationBucket(milliseconds: number): number {
  const at = durationBounds.findIndex((bound) => milliseconds <= bound);
  return at === -1 ? durationBounds.length : at;
}

const combined = (a: Tally, b: Tally, sign: 1 | -1): Tally => ({
  ...(Object.fromEntries(counted.map((name) => [name, a[name] + sign * b[name]])) as Record<Counted, number>),
  durations: a.durations.map((count, at) => count + sign * (b.durations[at] ?? 0)),
});

export const sumOf = (tallies: Iterable<Tally>): Tally =>
  [...tallies].reduce((sum, tally) => combined(sum, tally, 1), noTally);

/** What was counted since. */
export const since = (now: Tallies, then: Tallies): Tallies => ({
  stable: combined(now.stable, then.stable, -1),
  candidate: combined(now.candidate, then.candidate, -1),
});

/** A tally from text that another server wrote; what is missing in it counts as nothing. */
export function readTally(text: string): Tally {
  const given = JSON.parse(text) as Partial<Tally>;
  return {
    ...(Object.fromEntries(counted.map((name) => [name, Number(given[name] ?? 0)])) as Record<Counted, number>),
    durations: noTally.durations.map((_, at) => Number(given.durations?.[at] ?? 0)),
  };
}
