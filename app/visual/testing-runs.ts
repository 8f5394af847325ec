import type { CaseResult, VisualRun } from '#contract';

/** A result of a case by that name; what a test does not care about is of a passed one. */
export const resultOf = (name: string, changes: Partial<CaseResult> = {}): CaseResult => ({
  case: {
    key: name,
    name,
    fixture: 'base',
    viewport: { name: 'mobile', width: 390, height: 844, dpr: 1 },
    browser: 'chromium',
    theme: 'core/theme',
    locale: 'en',
    scheme: 'light',
  },
  verdict: 'passed',
  decision: null,
  reason: null,
  skipped: false,
  fingerprint: null,
  carriedFrom: null,
  baseline: 'sha256-a',
  shot: 'sha256-a',
  difference: null,
  shapes: null,
  aria: null,
  changedPixels: 0,
  totalPixels: 0,
  allowedPixels: 0,
  changedRatio: 0,
  clusters: [],
  density: 0,
  changes: [],
  recheck: false,
  message: null,
  startedAt: '2026-01-01T00:00:00Z',
  milliseconds: 100,
  ...changes,
});

/** A finished run with these results. */
export const runOf = (results: readonly CaseResult[], changes: Partial<VisualRun> = {}): VisualRun => ({
  id: 'run-1',
  path: 'a',
  documentId: 'acme/a',
  contentHash: 'sha256-content',
  state: 'finished',
  verdict: 'passed',
  startedAt: '2026-01-01T00:00:00Z',
  endedAt: '2026-01-01T00:00:05Z',
  total: results.length,
  continued: 0,
  results,
  ...changes,
});
