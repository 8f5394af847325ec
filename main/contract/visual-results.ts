import type { AccessibilityFinding, Box, NodeChange, VisualCase as PlannedCase } from '#visual';

export type { AccessibilityFinding, Box, NodeChange, NodeShape } from '#visual';

/** What a person sees of a planned case: which fixture, where, and how it is looked at. */
export interface VisualCase
  extends Pick<PlannedCase, 'key' | 'name' | 'fixture' | 'viewport' | 'browser' | 'theme' | 'locale' | 'scheme'>,
    Required<Pick<PlannedCase, 'modifiers' | 'medium'>> {
  /** Milliseconds after its animations began; null: they have ended. */
  readonly at: number | null;
}

/** `created`: no baseline was there; the new one is pending until a person accepts it. `flaky`: passed when shot again. */
export type CaseVerdict = 'passed' | 'flaky' | 'failed' | 'created' | 'unstable' | 'error';
/** `tolerated` and `quarantined` stand for later runs too, as their `Excuse` says. */
export type Decision = 'pending' | 'accepted' | 'rejected' | 'tolerated' | 'quarantined';

/** Why a case that is not in order does not fail its run. It is shown as such and never reads as passed. */
export interface Excuse {
  readonly kind: 'tolerated' | 'quarantined';
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  /** Tolerated: how many pixels may differ from the very baseline it was said of; null when quarantined. */
  readonly pixels: number | null;
  /** Quarantined: who sees to it, and the moment (RFC 3339) from which the case counts again; null when tolerated. */
  readonly owner: string | null;
  readonly until: string | null;
}

export interface CaseResult {
  readonly case: VisualCase;
  readonly verdict: CaseVerdict;
  /** Set where a person has to decide (`failed`, `created`); null when passed. */
  readonly decision: Decision | null;
  readonly reason: string | null;
  /** Nothing it follows from changed since it passed last, so it was not shot again; its figures are those of then. */
  readonly skipped: boolean;
  /** Hash of everything the picture follows from; null where that is not known. */
  readonly fingerprint: string | null;
  /** Another build of the browser, whose approved version was shot again in this one and judged against; else null. */
  readonly carriedFrom: string | null;
  readonly excuse: Excuse | null;
  /** Picture hashes, shown by `pictures/{hash}.png`. */
  readonly baseline: string | null;
  readonly shot: string | null;
  readonly difference: string | null;
  /** Hashes of blobs beside the pictures: nodes and their boxes as JSON, and what assistive technology hears. */
  readonly shapes: string | null;
  readonly aria: string | null;
  /** The same of the baseline, to compare with. */
  readonly baselineShapes: string | null;
  readonly baselineAria: string | null;
  /** It hears something else than of the baseline; what is masked since then does not count. */
  readonly heardDifferently: boolean;
  /** Hashes of blobs: the page as HTML, line by line, where the case expects it to stay the same; and the baseline's. */
  readonly html: string | null;
  readonly baselineHtml: string | null;
  /** What the case expects that is not so, as sentences. With any, the case has failed, and stays so when its picture is accepted. */
  readonly broken: readonly { readonly node: string | null; readonly message: string }[];
  /** Hash of a blob: JSON with `findings`, an `AccessibilityFinding[]`: all that the page breaks. */
  readonly findings: string | null;
  /** Those the accepted baseline did not have: with any, the case has failed. */
  readonly newFindings: readonly AccessibilityFinding[];
  readonly changedPixels: number;
  readonly totalPixels: number;
  readonly allowedPixels: number;
  /** 0–1 of all pixels. */
  readonly changedRatio: number;
  /** Boxes around changed pixels that are near each other, in device pixels, largest first; each with the node it belongs to. */
  readonly clusters: readonly { readonly box: Box; readonly changedPixels: number; readonly node: string | null }[];
  /** Changed pixels of the window of 16 × 16 that has most of them. */
  readonly density: number;
  readonly changes: readonly NodeChange[];
  /** The baseline was made under other conditions (browser, fonts, metric): a person has to look again. */
  readonly recheck: boolean;
  /** Why it is unstable or in error, as a sentence. */
  readonly message: string | null;
  readonly startedAt: string;
  readonly milliseconds: number;
}

export interface VisualRun {
  readonly id: string;
  readonly path: string;
  readonly documentId: string;
  /** The content hash the pictures stand for: equal to `Version.hash` of the same content. */
  readonly contentHash: string;
  readonly state: 'running' | 'finished' | 'cancelled' | 'crashed';
  /** One overall result; null while running. `undecided`: only created or failed cases that await a person. */
  readonly verdict: 'passed' | 'failed' | 'undecided' | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly total: number;
  /** How often it went on after its program was killed; cases already shot were not shot again. */
  readonly continued: number;
  readonly results: readonly CaseResult[];
}

/** How a case fared in its last runs. */
export interface CaseHistory {
  readonly key: string;
  /** Newest first, at most 20. */
  readonly runs: readonly {
    readonly run: string;
    readonly verdict: CaseVerdict;
    readonly decision: Decision | null;
    readonly skipped: boolean;
    readonly at: string;
  }[];
  /** 0–1: share of flaky and unstable ones among those that were shot; null when none was. */
  readonly flakeShare: number | null;
  /** Its newest accepted baseline; null while there is none. */
  readonly baseline: AcceptedBaseline | null;
}

/** Who accepted what a case is held against, and when. */
export interface AcceptedBaseline {
  /** Null where the decision is not kept. */
  readonly by: string | null;
  readonly at: string | null;
  /** e.g. `chromium 156.0.8078.73`. */
  readonly browser: string;
  /** The build the person saw, where the approved version was shot again in another; else null. */
  readonly carriedFrom: string | null;
}
