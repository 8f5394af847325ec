import type { AccessibilityFinding, CaseResult } from './visual-results.ts';

/**
 * Changed pixels, more than are allowed; what assistive technology hears; rules of accessibility broken anew; what the
 * case expects and is not so; HTML that is to stay the same.
 */
export type Difference = 'pixels' | 'heard' | 'findings' | 'expected' | 'html';

/** In what a failed case is not as its baseline; none when it did not fail, or could not be compared. */
export function differencesOf(
  result: Pick<
    CaseResult,
    | 'verdict'
    | 'changedPixels'
    | 'allowedPixels'
    | 'heardDifferently'
    | 'newFindings'
    | 'html'
    | 'baselineHtml'
    | 'broken'
  >,
): readonly Difference[] {
  const { verdict, changedPixels, allowedPixels, heardDifferently, newFindings, html, baselineHtml, broken } = result;
  if (verdict !== 'failed') return [];
  return [
    ...(changedPixels > allowedPixels ? (['pixels'] as const) : []),
    ...(heardDifferently ? (['heard'] as const) : []),
    ...(newFindings.length > 0 ? (['findings'] as const) : []),
    ...(broken.length > 0 ? (['expected'] as const) : []),
    ...(html !== null && html !== baselineHtml ? (['html'] as const) : []),
  ];
}

/** A failed case in a word or two: what nobody can accept comes first, then what its pictures look like. */
export function failureWord(differences: readonly Difference[]): string {
  if (differences.includes('expected')) return 'Not as expected';
  if (differences.includes('pixels')) return 'Changed';
  if (differences.includes('findings')) return 'Less accessible';
  if (differences.includes('heard')) return 'Heard differently';
  return differences.includes('html') ? 'Other HTML' : 'Not comparable';
}

/** Whether a difference may be tolerated: only pixels, nothing that is missing, nothing less accessible. */
export const isTolerable = (result: CaseResult): boolean =>
  differencesOf(result).join() === 'pixels' && !result.changes.some(({ kind }) => kind === 'removed');

/** Of all findings of a page those that do not count: accepted with its baseline, or left out by the document. */
export function knownFindings(
  all: readonly AccessibilityFinding[],
  { newFindings }: Pick<CaseResult, 'newFindings'>,
): readonly AccessibilityFinding[] {
  const placeOf = ({ rule, target }: AccessibilityFinding) => `${rule}\n${target}`;
  const places = new Set(newFindings.map(placeOf));
  return all.filter((finding) => !places.has(placeOf(finding)));
}
