import { type AccessibilityFinding, type CaseResult, differencesOf, knownFindings } from '#contract';
import { readLooked } from '#visual';
import { lineDifference } from '../../line-difference.ts';

/** What of a result lies in texts of its own. */
export interface CaseDetails {
  /** What the page breaks and that does not count: it was accepted, or the document gives a reason for it. */
  readonly knownFindings: readonly AccessibilityFinding[];
  /** What assistive technology hears differently, as lines of `diff -u`; empty when it hears the same. */
  readonly heard: readonly string[];
}

/** Reads them while the project is open. `blob`: bytes by hash; null when they are gone. May throw for damaged ones. */
export function caseDetails(result: CaseResult, blob: (hash: string) => Uint8Array | null): CaseDetails {
  const text = (hash: string | null): string | null => {
    try {
      const bytes = hash === null ? null : blob(hash);
      return bytes && new TextDecoder().decode(bytes);
    } catch {
      return null;
    }
  };
  const findings = readLooked(text(result.findings))?.findings ?? [];
  const isHeard = differencesOf(result).includes('heard');
  const [before, after] = isHeard ? [text(result.baselineAria), text(result.aria)] : [null, null];
  return {
    knownFindings: knownFindings(findings, result),
    heard: before === null || after === null ? [] : lineDifference(before, after),
  };
}

/** Nothing is known beyond the result. */
export const noDetails: CaseDetails = { knownFindings: [], heard: [] };
