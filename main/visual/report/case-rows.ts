import { type CaseResult, type Difference, differencesOf, type VisualCase } from '#contract';
import type { CaseDetails } from './case-details.ts';
import type { TestedRun } from './tested-run.ts';

/** What became of a case, in one word: its verdict, or what a person said of it. */
export type CaseStatus = CaseResult['verdict'] | 'unchanged' | Exclude<CaseResult['decision'], 'pending' | null>;

/** Every status: what needs a person first. */
export const statuses = [
  'failed',
  'error',
  'unstable',
  'rejected',
  'created',
  'quarantined',
  'tolerated',
  'flaky',
  'accepted',
  'passed',
  'unchanged',
] as const satisfies readonly CaseStatus[];

/** `unchanged`: passed without being shot, because nothing it follows from changed. */
export function statusOf({ verdict, decision, skipped }: CaseResult): CaseStatus {
  if (decision !== null && decision !== 'pending') return decision;
  return skipped ? 'unchanged' : verdict;
}

/** How many cases there are of each status. */
export function countStatuses(results: readonly CaseResult[]): Readonly<Record<CaseStatus, number>> {
  const counts = Object.fromEntries(statuses.map((status) => [status, 0])) as Record<CaseStatus, number>;
  for (const result of results) counts[statusOf(result)] += 1;
  return counts;
}

/** One case of a run on one line, as programs read it: all that is known of it, pictures by their hashes. */
export interface CaseRow
  extends Omit<CaseResult, 'case' | Blob>,
    Omit<VisualCase, 'name' | 'viewport' | 'key'>,
    CaseDetails {
  /** File of the document, below the project. */
  readonly file: string;
  readonly document: string;
  readonly key: string;
  readonly case: string;
  readonly viewport: string;
  /** In what a failed case is not as its baseline. */
  readonly differs: readonly Difference[];
  readonly pictures: Pick<CaseResult, 'baseline' | 'shot' | 'difference'>;
}

/** Named in `pictures`, or of no use outside of the project. */
type Blob =
  | 'baseline'
  | 'shot'
  | 'difference'
  | 'shapes'
  | 'aria'
  | 'findings'
  | 'html'
  | 'baselineShapes'
  | 'baselineAria'
  | 'baselineHtml';

export const caseRows = ({ run: { path, documentId, results }, details }: TestedRun): readonly CaseRow[] =>
  results.map((result) => {
    const { case: visualCase, baseline, shot, difference, ...others } = result;
    const { shapes, aria, findings, html, baselineShapes, baselineAria, baselineHtml, ...told } = others;
    const { key, name, viewport, ...conditions } = visualCase;
    return {
      file: path,
      document: documentId,
      key,
      case: name,
      ...conditions,
      viewport: viewport.name,
      ...told,
      differs: differencesOf(result),
      ...details(key),
      pictures: { baseline, shot, difference },
    };
  });
