import type { Arm } from './judgement.ts';
import { type FirstTime, oncePer } from './outcomes-once.ts';
import { type Counted, durationBucket, noTally, type Tallies, type Tally } from './outcomes-tally.ts';

/** What became of one answer. */
export interface Answer {
  readonly arm: Arm;
  /** Place of the visitor among all, from 0. */
  readonly visitor: number;
  /** Milliseconds. */
  readonly at: number;
  readonly status: number;
  /** A component of the page failed and shows its error instead. */
  readonly isBroken: boolean;
  /** The page shows nothing. */
  readonly isEmpty: boolean;
  /** From the request to the rendered page; null for what is no page. */
  readonly milliseconds: number | null;
}

/** What a browser tells of a page that it got. */
export const tellings = ['shown', 'blank', 'script-error', 'violation'] as const;
export type Telling = (typeof tellings)[number];

/** Counts the outcomes of one rollout on one server. */
export interface Outcomes {
  answered(answer: Answer): void;
  /** A page was sent whose browser is to tell that it shows it. */
  sent(page: SentPage): void;
  told(page: SentPage, telling: Telling, now: number): void;
  /** Everything up to a moment. */
  tallies(now: number): Tallies;
}

export interface SentPage {
  readonly arm: Arm;
  readonly visitor: number;
  /** Milliseconds. */
  readonly sentAt: number;
}

/** Milliseconds of a bucket. */
const bucket = 100;
/** Milliseconds a browser has to show a page before it counts as silent. */
export const grace = 2_000;

type CountingTally = { -readonly [Name in keyof Tally]: Name extends 'durations' ? number[] : number };
type Bucket = Record<Arm, CountingTally>;

const emptyTally = (): CountingTally => ({ ...noTally, durations: [...noTally.durations] });

/** For each version who was counted as what in this second, or in these ten minutes. */
const visitorsOf = () => ({
  visits: oncePer(1_000),
  timed: oncePer(1_000),
  failed: oncePer(1_000),
  broken: oncePer(1_000),
  empty: oncePer(1_000),
  due: oncePer(600_000),
  seen: oncePer(600_000),
  views: oncePer(600_000),
  scriptErrors: oncePer(600_000),
  violations: oncePer(600_000),
  blanks: oncePer(600_000),
});

export function newOutcomes(): Outcomes {
  const total: Bucket = { stable: emptyTally(), candidate: emptyTally() };
  const buckets = new Map<number, Bucket>();
  const visitors = { stable: visitorsOf(), candidate: visitorsOf() };

  const tallyAt = (arm: Arm, at: number): CountingTally => {
    const number = Math.floor(at / bucket);
    const found = buckets.get(number) ?? { stable: emptyTally(), candidate: emptyTally() };
    buckets.set(number, found);
    return found[arm];
  };
  /** `of`: the moment that decides who counts once; by itself that of the bucket. */
  const count = (
    name: Counted & keyof ReturnType<typeof visitorsOf>,
    arm: Arm,
    visitor: number,
    at: number,
    of = at,
  ) => {
    const isFirst: FirstTime = visitors[arm][name];
    const counts = isFirst(visitor, of);
    if (counts) tallyAt(arm, at)[name]++;
    return counts;
  };

  return {
    answered({ arm, visitor, at, status, isBroken, isEmpty, milliseconds }) {
      const tally = tallyAt(arm, at);
      tally.requests++;
      if (status >= 500 || isBroken || isEmpty) tally.badAnswers++;
      count('visits', arm, visitor, at);
      if (status >= 500) count('failed', arm, visitor, at);
      if (isBroken) count('broken', arm, visitor, at);
      if (isEmpty) count('empty', arm, visitor, at);
      if (milliseconds !== null && visitors[arm].timed(visitor, at)) tally.durations[durationBucket(milliseconds)]!++;
    },
    sent({ arm, visitor, sentAt }) {
      count('due', arm, visitor, sentAt + grace, sentAt);
    },
    told({ arm, visitor, sentAt }, telling, now) {
      // In the bucket in which it is due, so that early browsers do not make up for silent ones.
      if (telling === 'shown' || telling === 'blank')
        count('seen', arm, visitor, Math.max(now, sentAt + grace), sentAt);
      count('views', arm, visitor, now, sentAt);
      if (telling === 'shown') return;
      if (count(countedAs[telling], arm, visitor, now, sentAt)) tallyAt(arm, now).badAnswers++;
    },
    tallies(now) {
      for (const [number, counted] of buckets) {
        if (number * bucket > now) continue;
        for (const arm of ['stable', 'candidate'] as const) add(total[arm], counted[arm]);
        buckets.delete(number);
      }
      return { stable: copyOf(total.stable), candidate: copyOf(total.candidate) };
    },
  };
}

const countedAs = { blank: 'blanks', 'script-error': 'scriptErrors', violation: 'violations' } as const;

const copyOf = (tally: CountingTally): Tally => ({ ...tally, durations: [...tally.durations] });

function add(to: CountingTally, more: Tally): void {
  for (const name of Object.keys(more) as (keyof Tally)[]) if (name !== 'durations') to[name] += more[name];
  for (const [at, count] of more.durations.entries()) to.durations[at]! += count;
}
