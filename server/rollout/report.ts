import type { RolloutFigures } from './figures.ts';
import { countsFor, type Signal, signals } from './judge-signals.ts';
import { falseAlarms, missed, names } from './judge-watch.ts';
import type { Arm } from './judgement.ts';
import { durationBounds, type Tally } from './outcomes-tally.ts';
import type { ShadowReport } from './shadow.ts';

/** What is known of a rollout by its figures, for people: `report` of `GET /api/v1/rollouts/:id`. */
export interface OutcomeReport {
  readonly stable: ArmReport;
  readonly candidate: ArmReport;
  readonly signals: readonly SignalReport[];
  /** How the candidate did before its first visitor; null before it was tried. */
  readonly shadow: ShadowReport | null;
  /** Probabilities of undoing a version that is well, and of going on with one that is not. */
  readonly falseAlarms: number;
  readonly missed: number;
}

export interface ArmReport {
  readonly requests: number;
  readonly badAnswers: number;
  /** Visitors by the second, and those whose browser told something. */
  readonly visits: number;
  readonly views: number;
  /** Milliseconds that so many of a hundred pages took at most; null without pages. */
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** How often something was bad, of how many. */
export interface SignalReport {
  readonly signal: Signal;
  readonly name: string;
  readonly stable: { readonly bad: number; readonly of: number };
  readonly candidate: { readonly bad: number; readonly of: number };
}

export function reportOf({ tallies, shadow }: RolloutFigures): OutcomeReport {
  const counts = (signal: Signal, arm: Arm) => {
    const { bad, tries } = countsFor(signal, tallies, arm);
    return { bad, of: tries };
  };
  return {
    stable: armReport(tallies.stable),
    candidate: armReport(tallies.candidate),
    signals: signals.map((signal) => ({
      signal,
      name: names[signal],
      stable: counts(signal, 'stable'),
      candidate: counts(signal, 'candidate'),
    })),
    shadow,
    falseAlarms,
    missed,
  };
}

function armReport({ requests, badAnswers, visits, views, durations }: Tally): ArmReport {
  const quantile = (share: number): number | null => quantileOf(durations, share);
  return { requests, badAnswers, visits, views, p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99) };
}

function quantileOf(durations: readonly number[], share: number): number | null {
  const wanted = durations.reduce((sum, count) => sum + count, 0) * share;
  if (wanted === 0) return null;
  let below = 0;
  const at = durations.findIndex((count) => {
    below += count;
    return below >= wanted;
  });
  return durationBounds[at] ?? durationBounds.at(-1)!;
}
