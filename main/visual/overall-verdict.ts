import { type CaseResult, isExcused, type VisualRun } from '#contract';

/**
 * One word for a whole run. A case that is rejected, unstable, in error, or not as it expects fails it; one that waits for a person leaves it open;
 * an accepted one counts as passed. What is tolerated or in quarantine does not count, as long as that lasts. A run
 * that was broken off, or shot nothing, never passes.
 */
export function overallVerdict(
  state: VisualRun['state'],
  results: readonly CaseResult[],
  now: Date,
): VisualRun['verdict'] {
  if (state === 'running') return null;
  const counted = results.filter((result) => !isExcused(result, now));
  const failed = counted.some(
    ({ verdict, decision, broken }) =>
      decision === 'rejected' || verdict === 'unstable' || verdict === 'error' || broken.length > 0,
  );
  if (failed || state !== 'finished' || results.length === 0) return 'failed';
  // A quarantine that ran out leaves what nobody has decided.
  const open = counted.some(({ decision }) => decision === 'pending' || decision === 'quarantined');
  return open ? 'undecided' : 'passed';
}
