import { type AccessibilityFinding, type CaseResult, differencesOf, knownFindings } from '#contract';
import { readLooked } from '#visual';
import { lineDifference } from '../../line-difference.ts';

/** What of a result lies in texts of its own. */
export interface CaseDetails {
  /** What the page breaks and that does not count: it was accepted, or the document gives a reason for it. */
  readonly knownFindings: readonly AccessibilityFinding[];
  /** What assistive technology hears differently, as lines of `diff -u`; empty when it hears the same. */
  readonly heard: readonly string[];
  /** Where the page is to stay the same HTML and did not: in the same way. */
  readonly markup: readonly string[];
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
  const differences = differencesOf(result);
  const between = (before: string | null, after: string | null) => {
    const [older, newer] = [text(before), text(after)];
    return older === null || newer === null ? [] : lineDifference(older, newer);
  };
  return {
    knownFindings: knownFindings(findings, result),
    heard: differences.includes('heard') ? between(result.baselineAria, result.aria) : [],
    markup: differences.includes('html') ? between(result.baselineHtml, result.html) : [],
  };
}

/** Nothing is known beyond the result. */
export const noDetails: CaseDetails = { knownFindings: [], heard: [], markup: [] };
