import type { CaseResult, Excuse } from './visual-results.ts';

type Excused = Pick<CaseResult, 'decision' | 'excuse'>;

/** Quarantined, and the time for it is over: it counts again. */
export const hasRunOut = ({ excuse }: Excused, now: Date): boolean =>
  excuse?.kind === 'quarantined' && !(Date.parse(excuse.until ?? '') > now.getTime());

/** Tolerated, or in a quarantine that is not over: shown, and not counted. */
export const isExcused = (result: Excused, now: Date): boolean =>
  result.decision === 'tolerated' || (result.decision === 'quarantined' && !hasRunOut(result, now));

/** Who excused a case, until when and why. */
export function excuseSentence(excuse: Excuse, now: Date): string {
  const { kind, by, reason, pixels, owner, until } = excuse;
  const why = /[.!?]$/.test(reason) ? reason : `${reason}.`;
  if (kind === 'tolerated') {
    const allowed = `up to ${(pixels ?? 0).toLocaleString('en-US')} changed ${pixels === 1 ? 'pixel' : 'pixels'}`;
    return `Tolerated by ${by}, ${allowed} of this baseline: ${why}`;
  }
  const day = (until ?? '').slice(0, 10);
  return hasRunOut({ decision: kind, excuse }, now)
    ? `The quarantine by ${by} ran out on ${day}, and it counts again; ${owner} sees to it: ${why}`
    : `In quarantine by ${by} until ${day}; ${owner} sees to it: ${why}`;
}
