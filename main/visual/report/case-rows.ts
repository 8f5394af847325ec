import type { CaseResult, NodeChange, VisualRun } from '#contract';

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

/** One case of a run on one line, as programs read it. */
export interface CaseRow {
  /** File of the document, below the project. */
  readonly file: string;
  readonly document: string;
  readonly key: string;
  readonly case: string;
  readonly fixture: string;
  readonly browser: string;
  readonly viewport: string;
  readonly theme: string;
  readonly locale: string;
  readonly scheme: 'light' | 'dark';
  readonly verdict: CaseResult['verdict'];
  readonly decision: CaseResult['decision'];
  /** Not shot, because nothing it follows from changed since it passed. */
  readonly skipped: boolean;
  readonly recheck: boolean;
  readonly carriedFrom: string | null;
  readonly message: string | null;
  readonly changedPixels: number;
  readonly allowedPixels: number;
  readonly totalPixels: number;
  readonly changedRatio: number;
  readonly density: number;
  readonly clusters: CaseResult['clusters'];
  readonly changes: readonly NodeChange[];
  readonly newFindings: CaseResult['newFindings'];
  readonly reason: string | null;
  /** Hashes. */
  readonly pictures: Pick<CaseResult, 'baseline' | 'shot' | 'difference'>;
  readonly startedAt: string;
  readonly milliseconds: number;
}

export const caseRows = ({ path, documentId, results }: VisualRun): readonly CaseRow[] =>
  results.map((result) => {
    const { key, name, fixture, browser, viewport, theme, locale, scheme } = result.case;
    const {
      verdict,
      decision,
      skipped,
      recheck,
      carriedFrom,
      message,
      density,
      clusters,
      changes,
      newFindings,
      reason,
    } = result;
    const { changedPixels, allowedPixels, totalPixels, changedRatio, startedAt, milliseconds } = result;
    return {
      file: path,
      document: documentId,
      key,
      case: name,
      fixture,
      browser,
      viewport: viewport.name,
      theme,
      locale,
      scheme,
      verdict,
      decision,
      skipped,
      recheck,
      carriedFrom,
      message,
      changedPixels,
      allowedPixels,
      totalPixels,
      changedRatio,
      density,
      clusters,
      changes,
      newFindings,
      reason,
      pictures: { baseline: result.baseline, shot: result.shot, difference: result.difference },
      startedAt,
      milliseconds,
    };
  });
