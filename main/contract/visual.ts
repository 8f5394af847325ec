import type { Json } from '#engine';
import { event, method, type Nothing, nothing } from './method.ts';
import type { Version } from './versions.ts';

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

/** A rule of accessibility that a page breaks. */
export interface AccessibilityFinding {
  /** As axe calls it, e.g. `color-contrast`. */
  readonly rule: string;
  readonly impact: 'minor' | 'moderate' | 'serious' | 'critical';
  /** Node the element belongs to; null: none is around it. */
  readonly node: string | null;
  /** CSS selector of the element. */
  readonly target: string;
  /** What is wrong, as a sentence. */
  readonly message: string;
}

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

/** What a picture shows of one node; `shapes` blobs are lists of these. */
export interface NodeShape {
  readonly node: string;
  readonly parent: string | null;
  readonly box: Box;
  readonly text: string;
  readonly style: Readonly<Record<string, string>>;
}

/** Why a node looks different: what was edited since its baseline. */
export interface NodeEdits {
  readonly node: string;
  /** Of the node itself, of a node around it, or of no node, as of a theme, a message or sample data. */
  readonly where: 'node' | 'around' | 'elsewhere';
  readonly edits: readonly NodeEdit[];
}

/** One value of a document that is another now. */
export interface NodeEdit {
  /** Id of the document. */
  readonly document: string;
  /** JSON pointer in the newer text; in the older one where it is gone. */
  readonly pointer: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'reordered';
  /** Null where there was nothing, or is nothing any more. */
  readonly before: Json | null;
  readonly after: Json | null;
  /** The saved version it came with, and so its author; null while it is in no version. */
  readonly version: Version | null;
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

/** What accepted pictures show of a document. */
export interface Coverage {
  /** How many accepted pictures there are. */
  readonly pictures: number;
  /** In the order they are written. */
  readonly nodes: readonly CoveredNode[];
  /** Of all nodes and branches that a picture can show. */
  readonly shown: number;
  readonly total: number;
  readonly proposals: readonly CoverageProposal[];
}

export interface CoveredNode {
  readonly id: string;
  readonly type: string;
  readonly depth: number;
  /** Where it is written: as in `/view/children/0`. */
  readonly pointer: string;
  /** In some accepted picture; null: it draws nothing of its own. */
  readonly isShown: boolean | null;
  /** Conditions, loops, slots and breakpoints, as in `if: false`. */
  readonly branches: readonly { readonly name: string; readonly isShown: boolean }[];
}

/** A case for the tests block that would show what no picture has shown. */
export interface CoverageProposal {
  readonly case: {
    readonly id: string;
    readonly fixture: string;
    readonly force?: Readonly<Record<string, string>>;
    readonly matrix?: { readonly viewports?: readonly string[] };
  };
  readonly reason: string;
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
  readonly name: BrowserName;
  readonly found: boolean;
  readonly build: string | null;
  /** The program, or null: it is missing, or on another machine. */
  readonly executable: string | null;
  /** How to get it, as a sentence, when it is missing. */
  readonly advice: string | null;
  /** What `browser.install` would run, as one would type it. */
  readonly install: readonly string[];
}

export type BrowserName = 'chromium' | 'firefox' | 'webkit' | 'chrome' | 'edge';

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
  /**
   * A person's word on cases of a run, as one step of undo. Accepting makes the shot the baseline, with its nodes and
   * findings; all others leave the baseline and need a reason. `tolerated`: this size of difference is right for this
   * case, until its baseline changes. `quarantined`: the case does not count until `until`, and `owner` sees to it.
   * `lifted` ends either, and the case waits for a decision again.
   */
  'visual.decide': method<
    {
      run: string;
      keys: string[];
      decision: 'accepted' | 'rejected' | 'tolerated' | 'quarantined' | 'lifted';
      reason: string;
      owner?: string;
      until?: string;
    },
    VisualRun,
    'visual/not-found' | 'visual/reason-missing' | 'visual/not-tolerable' | 'visual/quarantine-invalid'
  >({
    type: 'object',
    additionalProperties: false,
    required: ['run', 'keys', 'decision', 'reason'],
    properties: {
      run,
      keys: keys as never,
      decision: { type: 'string', enum: ['accepted', 'rejected', 'tolerated', 'quarantined', 'lifted'] },
      reason: { type: 'string', maxLength: 2000 },
      owner: { type: 'string', nullable: true, maxLength: 200 },
      until: { type: 'string', nullable: true, maxLength: 40 },
    },
  }),
  /** Takes whole steps back: those the cases' last decisions were part of; without keys, the last step of the run. */
  'visual.undo': method<{ run: string; keys: string[] }, VisualRun, 'visual/not-found'>({
    type: 'object',
    additionalProperties: false,
    required: ['run', 'keys'],
    properties: { run, keys: { ...keys, minItems: 0 } as never },
  }),
  /** What accepted pictures show of a document as its text stands, and cases that would show more. */
  'visual.coverage': method<{ text: string }, Coverage, 'visual/has-problems'>({
    type: 'object',
    additionalProperties: false,
    required: ['text'],
    properties: { text: { type: 'string', maxLength: 20_000_000 } },
  }),
  /** A text kept beside the pictures by its hash: `shapes`, `aria` or `findings` of a result or baseline. */
  'visual.blob': method<{ hash: string }, { readonly text: string }, 'visual/not-found'>({
    type: 'object',
    additionalProperties: false,
    required: ['hash'],
    properties: { hash: { type: 'string', pattern: '^sha256-[A-Za-z0-9_-]{43}$' } },
  }),
  /** The edits behind the changed nodes of a case that are causes; empty when its baseline's texts are not kept. */
  'visual.edits': method<{ run: string; key: string }, readonly NodeEdits[], 'visual/not-found'>({
    type: 'object',
    additionalProperties: false,
    required: ['run', 'key'],
    properties: { run, key: { type: 'string', maxLength: 400 } },
  }),
  'browser.list': method<Nothing, readonly BrowserStatus[]>(nothing),
  /** Installs a browser and looks for all again; what the installer says comes as `browser.installing`. */
  'browser.install': method<{ name: BrowserName }, readonly BrowserStatus[], 'browser/busy' | 'browser/not-installed'>({
    type: 'object',
    additionalProperties: false,
    required: ['name'],
    properties: { name: { type: 'string', enum: ['chromium', 'firefox', 'webkit', 'chrome', 'edge'] } },
  }),
};

export const visualEvents = {
  /** A line of the installer. */
  'browser.installing': event<{ readonly name: BrowserName; readonly line: string }>(),
  /** At most ten a second, and one at the end. `skipped` of the `done` were not shot; `secondsLeft` is null until two were. */
  'visual.progress': event<{
    readonly run: VisualRun;
    readonly done: number;
    readonly skipped: number;
    readonly secondsLeft: number | null;
  }>(),
};
