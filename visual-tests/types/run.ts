import type { Baseline, BaselineStore, PictureStore } from './baseline.ts';
import type { VisualCase } from './case.ts';
import type { Cluster, NodeChange } from './comparison.ts';
import type { ShotPage } from './page.ts';
import type { AccessibilityFinding, Conditions } from './shot.ts';
import type { BrokenExpectation } from './visit.ts';

export interface Outcome {
  readonly case: VisualCase;
  /** `flaky`: it passed, but only when it was shot again. */
  readonly verdict: 'passed' | 'flaky' | 'failed' | 'created' | 'unstable' | 'error';
  /** Nothing it follows from changed since it passed last, so it was not shot again; its figures are those of then. */
  readonly skipped: boolean;
  /** Of everything the picture follows from: page, files, settings, browser build, fonts, metric; null: not known. */
  readonly fingerprint: string | null;
  /** As in `Baseline`: the approved version was shot again in this build, and only the difference to that was judged. */
  readonly carriedFrom: string | null;
  readonly baseline: string | null;
  readonly shot: string | null;
  readonly difference: string | null;
  /** Hashes of blobs, as in `Baseline`. */
  readonly shapes: string | null;
  readonly aria: string | null;
  readonly findings: string | null;
  readonly html: string | null;
  /** The same of the accepted baseline it was compared with. */
  readonly baselineShapes: string | null;
  readonly baselineAria: string | null;
  readonly baselineHtml: string | null;
  /** What assistive technology hears is not what it heard of the baseline; what is masked since then does not count. */
  readonly heardDifferently: boolean;
  /** What the case expects that is not so: with any, it has failed, whatever its picture shows. */
  readonly broken: readonly BrokenExpectation[];
  /** Findings the accepted baseline did not have; with any, the case has failed. */
  readonly newFindings: readonly AccessibilityFinding[];
  readonly changedPixels: number;
  readonly totalPixels: number;
  readonly allowedPixels: number;
  readonly clusters: readonly Cluster[];
  readonly density: number;
  readonly changes: readonly NodeChange[];
  /** The baseline was made under other conditions: a person has to look again. Never changes the verdict. */
  readonly recheck: boolean;
  /** Why it failed, is unstable or in error: a sentence with measured and allowed figures, or the cause. */
  readonly message: string | null;
  readonly conditions: Conditions | null;
  /** Addresses outside the page that it asked for; each was refused. */
  readonly refused: readonly string[];
  readonly startedAt: string;
  readonly milliseconds: number;
}

/** What a run needs from its host. */
export interface RunPorts {
  render(visualCase: VisualCase): Promise<ShotPage>;
  /** The page of a case as it was when its baseline was made; null where that is not kept. */
  renderApproved?(visualCase: VisualCase, baseline: Baseline): Promise<ShotPage | null>;
  readonly baselines: BaselineStore;
  readonly pictures: PictureStore;
  /** RFC 3339 and milliseconds; passed in, so that tests are steady. */
  readonly now: () => Date;
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Pages shot at the same time; 2 by default. */
  readonly concurrency?: number;
  /** Of cases by key, see `fingerprintOf`. Those that passed with theirs are skipped, equal ones share their picture. */
  readonly fingerprints?: ReadonlyMap<string, string>;
  /** Nothing is skipped, and every case is shot itself. */
  readonly all?: boolean;
  /** The browser to use; the first one found by default. */
  readonly executable?: string;
  /** Milliseconds to wait for two equal pictures in a row; 5,000 by default. */
  readonly patience?: number;
}
