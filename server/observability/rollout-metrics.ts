import type { Exposition, Sample } from './prometheus.ts';

/** What this server counted of rollouts that are under way, and what it called bad. */
export interface RolloutMetrics {
  /** Those that are open, by state; `frozen` waits for a person. */
  readonly states: ReadonlyMap<string, number>;
  readonly outcomes: readonly RolloutOutcomes[];
  /** Candidates called bad, by signal. */
  readonly verdicts: ReadonlyMap<string, number>;
}

export interface RolloutOutcomes {
  readonly document: string;
  readonly channel: string;
  readonly arm: string;
  /** By kind. */
  readonly counts: Readonly<Record<string, number>>;
}

export function writeRollouts(out: Exposition, { states, outcomes, verdicts }: RolloutMetrics): void {
  out.gauge(
    'rollouts',
    'Rollouts that are open, by state; "frozen" waits for a person.',
    ...[...new Set(['frozen', ...states.keys()])].map((state): Sample => [{ state }, states.get(state) ?? 0]),
  );
  out.gauge(
    'rollout_outcomes',
    'What became of answers of pages with two versions, since their rollout began.',
    ...outcomes.flatMap(({ document, channel, arm, counts }) =>
      Object.entries(counts).map(([outcome, count]): Sample => [{ document, channel, arm, outcome }, count]),
    ),
  );
  out.counter(
    'rollout_verdicts_total',
    'Candidates that this server called bad.',
    ...[...verdicts].map(([signal, count]): Sample => [{ signal }, count]),
  );
}
