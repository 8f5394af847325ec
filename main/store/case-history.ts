import type { AcceptedBaseline, CaseHistory } from '#contract';

/** One case of one past run, newest run first. */
export interface PastCase extends Omit<CaseHistory['runs'][number], 'skipped'> {
  readonly key: string;
  readonly skipped: 0 | 1;
}

/** One accepted baseline of a case, the newest last. */
export interface PastBaseline extends AcceptedBaseline {
  readonly key: string;
}

/** How many runs of a case are told. */
const told = 20;

/** Past cases, newest first, as a history of each. */
export function historyOf(past: readonly PastCase[], baselines: readonly PastBaseline[]): readonly CaseHistory[] {
  const newest = new Map(baselines.map(({ key, ...baseline }) => [key, baseline]));
  const byKey = Map.groupBy(past, ({ key }) => key);
  return [...byKey].map(([key, all]) => {
    const runs = all
      .slice(0, told)
      .map(({ run, verdict, decision, skipped, at }) => ({ run, verdict, decision, skipped: skipped === 1, at }));
    const shot = runs.filter(({ skipped, verdict }) => !skipped && verdict !== 'error');
    const odd = shot.filter(({ verdict }) => verdict === 'flaky' || verdict === 'unstable');
    const flakeShare = shot.length === 0 ? null : odd.length / shot.length;
    return { key, runs, flakeShare, baseline: newest.get(key) ?? null };
  });
}
