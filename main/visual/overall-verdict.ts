import type { CaseResult, VisualRun } from '#contract';

/**
 * One word for a whole run. A rejected, unstable or broken case fails it; one that waits for a person leaves it open;
 * an accepted one counts as passed. A run that was broken off, or shot nothing, never passes.
 */
export function overallVerdict(state: VisualRun['state'], results: readonly CaseResult[]): VisualRun['verdict'] {
  if (state === 'running') return null;
  const failed = results.some(
    ({ verdict, decision }) => decision === 'rejected' || verdict === 'unstable' || verdict === 'error',
  );
  if (failed || state !== 'finished' || results.length === 0) return 'failed';
  return results.some(({ decision }) => decision === 'pending') ? 'undecided' : 'passed';
}
