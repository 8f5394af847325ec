import { type CaseResult, excuseSentence } from '#contract';

/** What was found, or why there is nothing to compare. */
export function describeResult(result: CaseResult): string {
  const { verdict, message, changedPixels, changedRatio, allowedPixels, decision, reason, excuse } = result;
  const measured = `${changedPixels === 1 ? '1 pixel differs' : `${changedPixels.toLocaleString('en')} pixels differ`} (${percent(changedRatio)}), ${allowedPixels.toLocaleString('en')} are allowed.`;
  if (excuse && decision !== 'accepted' && decision !== 'rejected') {
    return `${excuseSentence(excuse, new Date())} ${message ?? ''}`.trim();
  }
  if (verdict === 'passed' || verdict === 'flaky')
    return message ?? (changedPixels === 0 ? 'Exactly as the baseline.' : measured);
  if (verdict === 'unstable' || verdict === 'error') return message ?? 'No picture could be taken.';
  if (decision === 'rejected') return `Rejected: ${reason ?? ''} The baseline stays.`;
  if (decision === 'accepted') return 'Accepted: this picture is the baseline from now on.';
  // Its picture was accepted, and something it expects is not so.
  if (decision === 'pending' && reason) return `${message ?? ''} ${reason}`.trim();
  if (verdict === 'created') return 'There was no baseline. Accept this picture if it is right; it counts only then.';
  return message ?? measured;
}

/** `0.4 %`; never rounds a change down to nothing. */
export const percent = (ratio: number): string =>
  ratio > 0 && ratio < 0.0001 ? '< 0.01 %' : `${(ratio * 100).toFixed(2)} %`;
