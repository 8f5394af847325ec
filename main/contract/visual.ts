import { event, method, type Nothing, nothing } from './method.ts';

/** One fixture × viewport × browser × theme × locale × scheme, to be shot. */
export interface VisualCase {
  /** Stable key: `{document id}/{case}/{viewport}/{browser}/{theme}/{locale}/{scheme}`. */
  readonly key: string;
  readonly name: string;
  readonly fixture: string;
  readonly viewport: { readonly name: string; readonly width: number; readonly height: number; readonly dpr: number };
  readonly browser: string;
  readonly theme: string;
  readonly locale: string;
  readonly scheme: 'light' | 'dark';
}

/** `created`: no baseline was there; the new one is pending until a person accepts it. `flaky`: passed when shot again. */
export type CaseVerdict = 'passed' | 'flaky' | 'failed' | 'created' | 'unstable' | 'error';
export type Decision = 'pending' | 'accepted' | 'rejected';

/** Left, top, width and height. */
export type Box = readonly [left: number, top: number, width: number, height: number];

/** What became of one node between two pictures; boxes are in CSS pixels of the page. */
export interface NodeChange {
  readonly node: string;
  readonly kind: 'added' | 'removed' | 'text' | 'restyled' | 'resized' | 'moved' | 'repainted';
  readonly before: Box | null;
  readonly after: Box | null;
  /** The node it moved, or grew, because of; null: it is a cause itself. */
  readonly cause: string | null;
  /** A sentence: what it was and what it is. */
  readonly message: string;
  readonly changedPixels: number;
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
  /** Picture hashes, shown by `pictures/{hash}.png`. */
  readonly baseline: string | null;
  readonly shot: string | null;
  readonly difference: string | null;
  /** Hashes of blobs beside the pictures: nodes and their boxes as JSON, and what assistive technology hears. */
  readonly shapes: string | null;
  readonly aria: string | null;
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
}

export interface BrowserStatus {
  readonly name: string;
  readonly found: boolean;
  readonly build: string | null;
  /** How to get it, as a sentence, when it is missing. */
  readonly advice: string | null;
}

const path = { type: 'string', minLength: 1, maxLength: 1024 } as const;
const run = { type: 'string', maxLength: 80 } as const;
const keys = { type: 'array', minItems: 1, maxItems: 2000, items: { type: 'string', maxLength: 400 } } as const;

export const visualMethods = {
  /**
   * Starts a run on the text as it stands; progress and the end come as `visual.progress`. `viewports` (names or sizes
   * as in `800x600`) and `browsers` take the place of the document's own; such a run proves nothing to an approver.
   * Cases that nothing changed of since they passed are not shot again, unless `all` says so. A run of the same pictures
   * whose program was killed goes on where it stopped.
   */
  'visual.run': method<
    { path: string; text: string; viewports?: string[]; browsers?: string[]; all?: boolean },
    VisualRun,
    'visual/has-problems' | 'visual/busy' | 'browser/missing' | 'engine/stopped' | 'engine/timeout'
  >({
    type: 'object',
    additionalProperties: false,
    required: ['path', 'text'],
    properties: {
      path,
      text: { type: 'string', maxLength: 20_000_000 },
      viewports: { type: 'array', nullable: true, minItems: 1, maxItems: 20, items: { type: 'string', maxLength: 40 } },
      browsers: { type: 'array', nullable: true, minItems: 1, maxItems: 20, items: { type: 'string', maxLength: 40 } },
      all: { type: 'boolean', nullable: true },
    },
  }),
  'visual.cancel': method<{ run: string }, VisualRun, 'visual/not-found'>({
    type: 'object',
    additionalProperties: false,
    required: ['run'],
    properties: { run },
  }),
  /** Runs of a document, newest first. */
  'visual.runs': method<{ path: string }, readonly VisualRun[]>({
    type: 'object',
    additionalProperties: false,
    required: ['path'],
    properties: { path },
  }),
  /** How each case of a document fared in its last runs. */
  'visual.history': method<{ path: string }, readonly CaseHistory[]>({
    type: 'object',
    additionalProperties: false,
    required: ['path'],
    properties: { path },
  }),
  /** Accepting makes the shot the baseline; rejecting keeps the baseline and needs a reason. */
  'visual.decide': method<
    { run: string; keys: string[]; decision: 'accepted' | 'rejected'; reason: string },
    VisualRun,
    'visual/not-found' | 'visual/reason-missing'
  >({
    type: 'object',
    additionalProperties: false,
    required: ['run', 'keys', 'decision', 'reason'],
    properties: {
      run,
      keys: keys as never,
      decision: { type: 'string', enum: ['accepted', 'rejected'] },
      reason: { type: 'string', maxLength: 2000 },
    },
  }),
  /** Takes the last decision on these cases back. */
  'visual.undo': method<{ run: string; keys: string[] }, VisualRun, 'visual/not-found'>({
    type: 'object',
    additionalProperties: false,
    required: ['run', 'keys'],
    properties: { run, keys: keys as never },
  }),
  'browser.list': method<Nothing, readonly BrowserStatus[]>(nothing),
};

export const visualEvents = {
  /** At most ten a second, and one at the end. `skipped` of the `done` were not shot; `secondsLeft` is null until two were. */
  'visual.progress': event<{
    readonly run: VisualRun;
    readonly done: number;
    readonly skipped: number;
    readonly secondsLeft: number | null;
  }>(),
};
