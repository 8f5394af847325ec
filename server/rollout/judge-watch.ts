import { countsFor, evidence, evidenceOfStated, type Signal, signals, toldByBrowsers } from './judge-signals.ts';
import type { Judgement } from './judgement.ts';
import { noTallies, since, type Tallies } from './outcomes-tally.ts';

/** Probability that a rollout of a version that is no worse is ever undone: all signals and all looks together. */
export const falseAlarms = 0.001;
/** Probability that a step ends although the candidate is worse by what is stated of each signal. */
export const missed = 0.01;

/** What one server has seen of a rollout so far. */
export interface Watch {
  /** When it began to look, and the step and the figures it saw last. */
  readonly startedAt: number;
  readonly step: number;
  readonly last: Tallies;
  readonly lastAt: number;
  readonly windows: readonly Window[];
}

/**
 * A time from which on evidence is counted. A candidate that was well for hours would have to be bad for long if
 * everything since then were counted, so besides the whole step there are windows of a minute or two and of ten or
 * twenty seconds.
 */
interface Window {
  readonly kind: keyof typeof kinds;
  /** Which one of its kind, from 1. */
  readonly number: number;
  readonly from: Tallies;
  /** When each signal was first bad in it. */
  readonly firstBad: Readonly<Partial<Record<Signal, number>>>;
}

/** How often a window of each kind begins (0: with each step), and which part of the false alarms all of them have. */
const kinds = {
  step: { every: 0, part: 1 / 2 },
  minute: { every: 60_000, part: 1 / 4 },
  moment: { every: 10_000, part: 1 / 4 },
};

export interface Look {
  /** Milliseconds, as `Watch.startedAt`. */
  readonly at: number;
  /** How many steps of the plan were taken. */
  readonly step: number;
  /** Who has the candidate: a share of the visitors (0–1), everybody, or others, so that shares are as counted. */
  readonly audience: number | 'everybody' | 'chosen';
  readonly tallies: Tallies;
}

export const newWatch = (at: number, tallies: Tallies = noTallies): Watch => ({
  startedAt: at,
  step: -1,
  last: tallies,
  lastAt: at,
  windows: [],
});

/** Looks once: pure, so that a million rollouts can be tried on paper. */
export function look(before: Watch, now: Look): { readonly watch: Watch; readonly judgement: Judgement } {
  const windows = windowsAt(before, now).map((window) => noteBad(window, before, now.tallies));
  const watch: Watch = { ...before, step: now.step, last: now.tallies, lastAt: now.at, windows };
  for (const window of windows) {
    const judgement = judgeWindow(window, now);
    if (judgement) return { watch, judgement };
  }
  return { watch, judgement: judgeHealth(now.tallies) };
}

/** A new step has its own share, so nothing from before it counts in its windows. */
function windowsAt(before: Watch, { step, at }: Look): readonly Window[] {
  const { last: from, startedAt, lastAt } = before;
  const open = (kind: Window['kind'], number: number): Window => ({ kind, number, from, firstBad: {} });
  if (step !== before.step) return [open('step', Math.max(1, step))];
  const begun = (['minute', 'moment'] as const).flatMap((kind) => {
    const number = Math.floor((at - startedAt) / kinds[kind].every);
    return number > Math.floor((lastAt - startedAt) / kinds[kind].every) ? [open(kind, number)] : [];
  });
  // The last two of a kind: the older one is a whole period long at least.
  const kept = before.windows.filter(
    ({ kind, number }) => kind === 'step' || number > Math.floor((at - startedAt) / kinds[kind].every) - 2,
  );
  return [...kept, ...begun];
}

/** What was bad since the last look was bad from then on, as far as anybody can tell. */
function noteBad(window: Window, { last, lastAt }: Watch, now: Tallies): Window {
  const news = since(now, last);
  const firstBad = { ...window.firstBad };
  for (const signal of signals) {
    if (firstBad[signal] === undefined && countsFor(signal, news, 'candidate').bad > 0) firstBad[signal] = lastAt;
  }
  return { ...window, firstBad };
}

function judgeWindow(window: Window, { tallies, audience, at }: Look): Judgement | null {
  const seen = since(tallies, window.from);
  const { number, kind } = window;
  // Infinitely many windows, and the sum of their levels is α: 1/2 + 1/6 + 1/12 + … = 1.
  const level = (falseAlarms * kinds[kind].part) / (number * (number + 1)) / signals.length;
  const limit = -Math.log(level);
  for (const signal of signals) {
    const share = audience === 'everybody' ? null : shareOf(signal, seen, audience);
    if (evidence(signal, seen, share, tallies.stable) < limit) continue;
    const firstBadAt = new Date(window.firstBad[signal] ?? at).toISOString();
    return { kind: 'bad', signal, why: sentence(signal, seen, tallies), firstBadAt };
  }
  return null;
}

/**
 * As counted, which is right for any audience; a little of what is planned keeps the first few visitors from being taken
 * for a share.
 */
function shareOf(signal: Signal, seen: Tallies, audience: number | 'chosen'): number {
  const candidate = countsFor(signal, seen, 'candidate').tries;
  const stable = countsFor(signal, seen, 'stable').tries;
  const planned = audience === 'chosen' ? 0.5 : audience;
  const weight = audience === 'chosen' ? 2 : 50;
  return (candidate + weight * planned) / (candidate + stable + weight);
}

/** Browsers visit this page: of ten that got it, one at least told so. */
const browsersVisit = ({ stable }: Tallies): boolean => stable.seen > 0 && stable.seen * 10 >= stable.due;

function judgeHealth(tallies: Tallies): Judgement {
  const limit = Math.log(missed);
  const needed = signals.filter((signal) => browsersVisit(tallies) || !toldByBrowsers.includes(signal));
  const open = needed.filter((signal) => evidenceOfStated(signal, tallies) > limit);
  if (open.length === 0) return { kind: 'healthy' };
  const { visits, views } = tallies.candidate;
  return {
    kind: 'undecided',
    why: `Too little is known yet of ${open.map((signal) => names[signal]).join(', ')}: ${visits} visits of the candidate, ${views} told by browsers.`,
  };
}

/** What each signal counts, in words. */
export const names: Readonly<Record<Signal, string>> = {
  failed: 'failed answers',
  'render-errors': 'components that fail',
  empty: 'pages that show nothing',
  slow: 'slow pages',
  silent: 'pages no browser reports of',
  'script-errors': 'script errors',
  'policy-violations': 'violations of the content policy',
  blank: 'pages that browsers show empty',
};

const sentence = (signal: Signal, seen: Tallies, all: Tallies): string => {
  const candidate = countsFor(signal, seen, 'candidate');
  const stable = countsFor(signal, all, 'stable');
  const begin = names[signal][0]!.toUpperCase() + names[signal].slice(1);
  return `${begin}: ${candidate.bad} of ${candidate.tries} with the candidate, ${stable.bad} of ${stable.tries} with the version before.`;
};
