import type { CaseResult } from '#contract';

/** What was measured, or why there is nothing to compare. */
export function describeResult(result: CaseResult): string {
  const { verdict, message, changedPixels, changedRatio, allowedPixels, decision, reason } = result;
  const measured = `${changedPixels === 1 ? '1 pixel differs' : `${changedPixels.toLocaleString('en')} pixels differ`} (${percent(changedRatio)}), ${allowedPixels.toLocaleString('en')} are allowed.`;
  if (verdict === 'passed') return message ?? (changedPixels === 0 ? 'Exactly as the baseline.' : measured);
  if (verdict === 'unstable' || verdict === 'error') return message ?? 'No picture could be taken.';
  if (decision === 'rejected') return `Rejected: ${reason ?? ''} The baseline stays.`;
  if (decision === 'accepted') return 'Accepted: this picture is the baseline from now on.';
  if (verdict === 'created') return 'There was no baseline. Accept this picture if it is right; it counts only then.';
  return message ?? measured;
}

/** `0.4 %`; never rounds a change down to nothing. */
const percent = (ratio: number): string => (ratio > 0 && ratio < 0.0001 ? '< 0.01 %' : `${(ratio * 100).toFixed(2)} %`);
