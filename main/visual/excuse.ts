import { type CaseResult, hasRunOut, isTolerable } from '#contract';
import type { StoredExcuse } from '../store/excuses.ts';

/**
 * A result under what was said of its case in an earlier run. A tolerance holds for the same baseline and no more
 * pixels than were looked at, and never for what became less accessible; a quarantine until its time is over. What
 * passed needs no excuse.
 */
export function underExcuse(result: CaseResult, excuse: StoredExcuse | null, now: Date): CaseResult {
  if (!excuse || result.verdict === 'passed' || result.verdict === 'flaky') return result;
  const { baseline, ...said } = excuse;
  if (said.kind === 'quarantined') {
    // Run out: it counts, and still says what was said of it.
    if (hasRunOut({ ...result, excuse: said }, now)) return { ...result, excuse: said };
    return { ...result, decision: 'quarantined', reason: said.reason, excuse: said };
  }
  return isTolerable(result) && result.baseline === baseline && result.changedPixels <= (said.pixels ?? 0)
    ? { ...result, decision: 'tolerated', reason: said.reason, excuse: said }
    : result;
}
