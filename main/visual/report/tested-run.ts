import type { VisualRun } from '#contract';
import { type CaseDetails, caseDetails, noDetails } from './case-details.ts';

/** A run with what lies in texts of their own, to be told when its project is closed. */
export interface TestedRun {
  readonly run: VisualRun;
  /** By the key of its case; nothing where there is nothing to say. */
  readonly details: (key: string) => CaseDetails;
}

/** `blob`: bytes by hash; null when they are gone. */
export function testedRun(run: VisualRun, blob: (hash: string) => Uint8Array | null): TestedRun {
  const details = new Map<string, CaseDetails>();
  for (const result of run.results) {
    const found = caseDetails(result, blob);
    if (Object.values(found).some((list) => list.length > 0)) details.set(result.case.key, found);
  }
  return { run, details: (key) => details.get(key) ?? noDetails };
}
