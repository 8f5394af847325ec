import type { CaseResult } from '#contract';
import { hasRunOut } from './runs.ts';

/** What was found, or why there is nothing to compare. */
export function describeResult(result: CaseResult): string {
  const { verdict, message, changedPixels, changedRatio, allowedPixels, decision, reason, excuse } = result;
  const measured = `${changedPixels === 1 ? '1 pixel differs' : `${changedPixels.toLocaleString('en')} pixels differ`} (${percent(changedRatio)}), ${allowedPixels.toLocaleString('en')} are allowed.`;
  if (excuse && decision === 'tolerated') return describeTolerance(excuse);
  if (excuse && decision === 'quarantined') {
    const until = (excuse.until ?? '').slice(0, 10);
    const over = hasRunOut(result)
      ? `The quarantine ran out on ${until}: it counts again.`
      : `Not counted until ${until}.`;
    return `${over} ${excuse.owner} sees to it. ${excuse.reason} ${message ?? ''}`.trim();
  }
  if (verdict === 'passed') return message ?? (changedPixels === 0 ? 'Exactly as the baseline.' : measured);
  if (verdict === 'unstable' || verdict === 'error') return message ?? 'No picture could be taken.';
  if (decision === 'rejected') return `Rejected: ${reason ?? ''} The baseline stays.`;
  if (decision === 'accepted') return 'Accepted: this picture is the baseline from now on.';
  if (verdict === 'created') return 'There was no baseline. Accept this picture if it is right; it counts only then.';
  return message ?? measured;
}

const describeTolerance = ({ pixels, by, reason }: NonNullable<CaseResult['excuse']>): string =>
  `Tolerated by ${by}, up to ${(pixels ?? 0).toLocaleString('en')} changed pixels: ${reason} The baseline stays.`;

/** `0.4 %`; never rounds a change down to nothing. */
export const percent = (ratio: number): string =>
  ratio > 0 && ratio < 0.0001 ? '< 0.01 %' : `${(ratio * 100).toFixed(2)} %`;
