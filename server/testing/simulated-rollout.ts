import { type Look, look, newWatch, type Watch } from '../rollout/judge-watch.ts';
import type { Arm, Judgement } from '../rollout/judgement.ts';
import { durationBucket, noTallies, noTally, type Tallies, type Tally } from '../rollout/outcomes-tally.ts';

/** How one version behaves: probabilities for each visitor, and how long a page takes. */
export interface Behavior {
  readonly failed: number;
  readonly broken: number;
  readonly silent: number;
  readonly scriptErrors: number;
  readonly violations: number;
  readonly blanks: number;
  /** Milliseconds: half of the pages are faster. */
  readonly median: number;
  /** Added to every page. */
  readonly delay: number;
}

export interface Simulation {
  readonly seed: number;
  readonly stable: Behavior;
  readonly candidate: Behavior;
  /** Visitors between two looks, of both versions together. */
  readonly visitorsPerLook: number;
  /** Shares of the candidate, step by step; the last one is everybody. */
  readonly steps: readonly number[];
  /** Looks a step takes at least. */
  readonly looksPerStep: number;
  /** Looks at which it is given up as never decided. */
  readonly most: number;
  /** From this look on the candidate behaves as given, and before like the version before. */
  readonly from?: number;
  /** Multiplies every rate, of both versions, at a look: what happens to the world. */
  readonly noise?: (look: number) => number;
}

export interface Ending {
  readonly judgement: Judgement;
  readonly looks: number;
  readonly step: number;
  /** Visitors of the candidate who got something bad. */
  readonly bad: number;
}

/** A rollout on paper: the judge is asked after each round of visitors, and the steps are taken as the controller does. */
export function simulate(given: Simulation): Ending {
  const random = randomOf(given.seed);
  let watch: Watch = newWatch(0);
  let tallies: Tallies = noTallies;
  let [step, taken, bad] = [1, 0, 0];
  for (let looks = 1; looks <= given.most; looks++) {
    const share = given.steps[step - 1] ?? 1;
    const noise = given.noise?.(looks) ?? 1;
    const behaviors = { stable: given.stable, candidate: looks >= (given.from ?? 0) ? given.candidate : given.stable };
    const visitors: Record<Arm, ReturnType<typeof countingTally>> = {
      stable: countingTally(tallies.stable),
      candidate: countingTally(tallies.candidate),
    };
    for (let one = 0; one < given.visitorsPerLook; one++) {
      const arm = random() < share ? 'candidate' : 'stable';
      const isBad = visit(visitors[arm], behaviors[arm], noise, random);
      if (isBad && arm === 'candidate') bad++;
    }
    tallies = visitors;
    const audience: Look['audience'] = share === 1 ? 'everybody' : share;
    const { watch: next, judgement } = look(watch, { at: looks * 250, step, audience, tallies });
    watch = next;
    taken++;
    if (judgement.kind === 'bad') return { judgement, looks, step, bad };
    if (judgement.kind !== 'healthy' || taken < given.looksPerStep) continue;
    if (step === given.steps.length) return { judgement, looks, step, bad };
    step++;
    taken = 0;
  }
  return { judgement: { kind: 'undecided', why: 'The simulation is over.' }, looks: given.most, step, bad };
}

type CountingTally = { -readonly [Name in keyof Tally]: Name extends 'durations' ? number[] : number };
const countingTally = (tally: Tally = noTally): CountingTally => ({ ...tally, durations: [...tally.durations] });

function visit(tally: CountingTally, behavior: Behavior, noise: number, random: () => number): boolean {
  const happens = (rate: number): boolean => random() < Math.min(1, rate * noise);
  const milliseconds = behavior.median * noise * Math.exp(0.8 * normal(random)) + behavior.delay;
  tally.visits++;
  tally.durations[durationBucket(milliseconds)]!++;
  if (happens(behavior.failed)) {
    tally.failed++;
    return true;
  }
  const isBroken = happens(behavior.broken);
  if (isBroken) tally.broken++;
  tally.due++;
  if (happens(behavior.silent)) return isBroken || behavior.silent > 0.5;
  tally.seen++;
  tally.views++;
  const told = (['scriptErrors', 'violations', 'blanks'] as const).filter((name) => happens(behavior[name]));
  for (const name of told) tally[name]++;
  return isBroken || told.length > 0 || behavior.delay > 0;
}

/** The same numbers for the same seed, everywhere (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
