import type { JsonObject, ProjectSettings, Tests } from '#engine';
import type { BrowserName } from './browsers/tab.ts';

/** One picture to take: fixture × viewport × browser × theme × locale × scheme, × what else the matrix varies. */
export interface VisualCase {
  /**
   * Stable: `{document id}/{case id}/{viewport}/{browser}/{theme}/{locale}/{scheme}`, then, where they are not as
   * usual: `/{modifier}={context}` by name, the medium, `/at={milliseconds}`.
   */
  readonly key: string;
  /** Case id of the tests block; the fixture's name when the document declares no cases. */
  readonly name: string;
  /** Fixture or component example; empty for the page without any. */
  readonly fixture: string;
  /** Width 0: the matrix names a viewport nobody defined; running the case says so. */
  readonly viewport: { readonly name: string; readonly width: number; readonly height: number; readonly dpr: number };
  readonly browser: string;
  readonly theme: string;
  readonly locale: string;
  readonly scheme: 'light' | 'dark';
  readonly force: Readonly<Record<string, string>>;
  readonly form: JsonObject;
  /** Contexts of the theme's modifiers by their name, besides a light or dark scheme. */
  readonly modifiers?: Readonly<Record<string, string>>;
  readonly medium?: Medium;
  /** Milliseconds after its animations began; else they have ended. */
  readonly at?: number;
  /** What a person does before, and what must be true then (language.md 7). */
  readonly steps?: readonly JsonObject[];
  readonly expect?: readonly JsonObject[];
  readonly masks: readonly CaseMask[];
  /** Share of pixels that may change, 0 by default. */
  readonly allowedRatio: number;
  /** 0–1: how far a color may be off; 0 by default. Above it, edges that only differ in their smoothing do not count. */
  readonly perPixel: number;
  /** What the document promises of accessibility; without it nobody looks. */
  readonly accessibility?: AccessibilityWishes;
  /** What the document asks of this case that cannot be done yet, as phrases; with any, the case is not shot. */
  readonly unmet: readonly string[];
}

export interface PlanInput {
  readonly documentId: string;
  readonly tests: Tests | null;
  /** Component examples; each is a case where the document has no `tests`. */
  readonly examples: readonly string[];
  readonly settings: ProjectSettings;
  readonly defaults: {
    readonly viewports: readonly string[];
    readonly browsers: readonly string[];
    readonly theme: string;
    readonly locale: string;
  };
  /** Overrides from the command line. */
  readonly only?: { readonly viewports?: readonly string[]; readonly browsers?: readonly string[] };
}

/** A page ready to be shot: complete HTML, its stylesheet, and files by address (`/_ui/assets/…`). */
export interface ShotPage {
  readonly html: string;
  readonly css: string;
  readonly masks: readonly ShotMask[];
  /** RFC 3339; what its clock shows. Default `2026-01-01T00:00:00Z` (language.md 7). */
  readonly now?: string;
  /** Where its clock stands; default `UTC`. */
  readonly timeZone?: string;
  /** Axe looks at it by this standard, unless the page is the one that is known already; without it nobody looks. */
  readonly accessibility?: { readonly standard: string | null; readonly known: Looked | null };
  /** Set where its scripts run and somebody visits it: what a case does and expects (language.md 7). */
  readonly visit?: Visits;
  /** Bytes and media type of an address the page may load; null: not found. */
  asset(path: string): Promise<{ readonly bytes: Uint8Array; readonly type: string } | null>;
}

/** How a page is visited: from where, and with a fresh world for each picture. */
export interface Visits {
  /** Path and query. */
  readonly address: string;
  begin(): Visit;
}

/** One visit: everything the page asks for is answered as its server would, and noted. */
export interface Visit {
  /** Null: the request is for one of the page's files. Rejects with a sentence. */
  answer(asked: VisitorAsked): Promise<VisitorAnswered | null>;
  /** In the order they were made. */
  readonly calls: readonly CallMade[];
  /** What was wrong with forms that came back. */
  readonly found: readonly FormError[];
}

export interface VisitorAsked {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** URL-encoded fields. */
  readonly body: string | null;
  /** A script asks, and stays in the page. */
  readonly isPartial: boolean;
}

export interface VisitorAnswered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface CallMade {
  readonly call: string;
  readonly with: JsonObject;
}

/** One message of a form: at a field, by the rule or keyword that says it. */
export interface FormError {
  /** JSON Pointer into the value. */
  readonly at: string;
  readonly rule: string;
  readonly message: string;
}

/** What a case expects that is not so, as a sentence with what was found. */
export interface BrokenExpectation {
  /** Node it is about; null: about none. */
  readonly node: string | null;
  readonly message: string;
}

/** A part of the picture that may be anything: a node, its insides included, or a box of the page. */
export type CaseMask =
  | { readonly node: string; readonly mode: MaskMode }
  | { readonly box: Box; readonly mode: MaskMode };

/** A part of a page that no picture shows: what a CSS selector finds, or a box. */
export type ShotMask =
  | { readonly selector: string; readonly mode: MaskMode }
  | { readonly box: Box; readonly mode: MaskMode };

/** Covered with one color, left out so that only its room is seen, or without its words. */
export type MaskMode = 'solid' | 'hide' | 'text';

/** What axe found of a page; kept as JSON beside its picture. */
export interface Looked {
  /** Hash of all the findings follow from: an equal page has equal ones. */
  readonly page: string;
  readonly findings: readonly AccessibilityFinding[];
}

/** What a document promises, as in `wcag22aa`, and what it asks to be left out (language.md 7). */
export interface AccessibilityWishes {
  /** Null: every rule axe has. */
  readonly standard: string | null;
  readonly ignore: readonly IgnoredRule[];
}

export interface IgnoredRule {
  readonly rule: string;
  readonly node: string;
  readonly reason: string;
  /** RFC 3339 date or time from which it counts again; null: for good. */
  readonly until: string | null;
}

/** How a page is shot. */
export interface ShotSettings {
  readonly viewport: VisualCase['viewport'];
  readonly locale: string;
  readonly scheme: 'light' | 'dark';
  /** What style sheets are told besides; the screen, without motion, by default. */
  readonly medium?: Medium;
  /** Keeps animations, and shows them so many milliseconds after they began. */
  readonly at?: number;
  /** The case forces a state of waiting: what is busy stays so. */
  readonly mayBeBusy?: boolean;
  /** Milliseconds to wait for two equal pictures in a row; 5,000 by default. */
  readonly patience?: number;
  /** Milliseconds for the whole picture; 60,000 by default. */
  readonly timeout?: number;
  /** What a person does before, and what must be so then (language.md 7); only of pages that are visited. */
  readonly steps?: readonly JsonObject[];
  readonly expect?: readonly JsonObject[];
  /** The accepted picture: one that is equal to it, byte for byte, needs no second to show that it stands still. */
  readonly accepted?: Uint8Array;
  /** What was seen of a page all of which is as it was: where the accepted picture comes out, it is not looked for again. */
  readonly known?: Seen;
}

/** What is looked at in a page besides its picture. */
export interface Seen {
  /** In the order of the document. */
  readonly nodes: readonly NodeShape[];
  /** Roles, names and states as assistive technology hears them, as YAML; null where the browser cannot tell. */
  readonly aria: string | null;
  /** What axe finds; null where it was not asked, or could not look. */
  readonly findings: Looked | null;
}

/** `screen` is what people usually see; pictures at a named time have motion unless they ask for `reduced-motion`. */
export type Medium = 'screen' | 'print' | 'forced-colors' | 'reduced-motion';

/** What a page did not stand still for: never came to an end, or never came. */
export interface UnstableCause {
  /**
   * `timer`, `frames` (requestAnimationFrame), `network` and `script`: a script changes the page, as far as known by
   * what. `busy`: says so of itself. `unknown`: the browser draws the same thing in different ways.
   */
  readonly kind:
    | 'animation'
    | 'busy'
    | 'canvas'
    | 'caret'
    | 'font'
    | 'frame'
    | 'frames'
    | 'image'
    | 'network'
    | 'script'
    | 'size'
    | 'timer'
    | 'video'
    | 'unknown';
  /** Nearest node; null where none is around. */
  readonly node: string | null;
  /** The element as a person would name it: `<div> (#clock)`. */
  readonly what: string;
  /** What changes it: an animation by its name, `setInterval (100 ms)`; null where nobody knows. */
  readonly by: string | null;
}

/** A picture, a picture that would not stand still, or why there is none. Messages are sentences. */
export type Shot =
  | ({ readonly kind: 'still' } & Taken)
  | ({ readonly kind: 'unstable'; readonly message: string; readonly cause: UnstableCause } & Taken)
  | {
      readonly kind: 'error';
      /** `browser/gone`: it had ended before it was shown anything. `step/undone`: a step could not be done, in a sound one. */
      readonly code: 'browser/missing' | 'browser/gone' | 'browser/crashed' | 'shot/failed' | 'step/undone';
      readonly message: string;
    };

/** Left, top, width and height in CSS pixels of the whole page. */
export type Box = readonly [left: number, top: number, width: number, height: number];

/** What a picture shows of one node: where it is, what it says, and how it is drawn. */
export interface NodeShape {
  /** Id of the node in its document, as `data-ui-node` says; repeated nodes have an index behind `#`, from the second on. */
  readonly node: string;
  readonly parent: string | null;
  readonly box: Box;
  /** Its own text, without that of nodes inside it. */
  readonly text: string;
  /** What of its computed style is painted: property to value, of those that differ from the initial value. */
  readonly style: Readonly<Record<string, string>>;
}

/** A rule of accessibility that a page breaks, and where. */
export interface AccessibilityFinding {
  /** As axe calls it, e.g. `color-contrast`. */
  readonly rule: string;
  readonly impact: 'minor' | 'moderate' | 'serious' | 'critical';
  /** Node the element belongs to, as in `NodeShape`; null: none is around it. */
  readonly node: string | null;
  /** CSS selector of the element. */
  readonly target: string;
  /** What is wrong, as a sentence. */
  readonly message: string;
}

interface Taken extends Seen {
  readonly png: Uint8Array;
  /** Its HTML without what every edit changes, line by line; null where nobody expects it to stay the same. */
  readonly html: string | null;
  /** What the case expects that is not so. */
  readonly broken: readonly BrokenExpectation[];
  readonly conditions: Conditions;
  /** Addresses outside the page that it asked for; each was refused. */
  readonly refused: readonly string[];
  /** The browser was gone, and another was started for this picture. */
  readonly isRestarted?: boolean;
}

/** Content-addressed bytes: PNGs, shapes as JSON, texts; the hash is `sha256-…` of the bytes. */
export interface PictureStore {
  put(bytes: Uint8Array): Promise<string>;
  get(hash: string): Promise<Uint8Array | null>;
}

/** Conditions a baseline was made under; a change marks it for re-check, never flips it. */
export interface Conditions {
  /** e.g. `chromium 156.0.8078.73`. */
  readonly browser: string;
  readonly platform: string;
  /** e.g. `pixelmatch 7.2.0`. */
  readonly metric: string;
  readonly threshold: number;
  /** sha256 over the font files the capture uses. */
  readonly fonts: string;
  /** Masks it was taken with, by mode and place; not there without any. */
  readonly masks?: readonly string[];
}

export interface Baseline {
  readonly picture: string;
  /** Hash of a blob beside the pictures: `NodeShape[]` as JSON. Null: made before shapes were kept. */
  readonly shapes: string | null;
  /** Hash of a blob beside the pictures: what assistive technology hears. */
  readonly aria: string | null;
  /** Hash of a blob beside the pictures: `Looked` as JSON. Null: made before, or axe could not look. */
  readonly findings: string | null;
  /** Hash of a blob beside the pictures: its HTML as text. Null: nobody expected it to stay the same. */
  readonly html: string | null;
  readonly conditions: Conditions;
  /** False: created by a run and not yet accepted by a person. */
  readonly accepted: boolean;
  /** Content hash of the document it shows; null: made before it was kept. */
  readonly contentHash: string | null;
  /** Build of the browser the approved picture is of, where this one is the approved version in another; else null. */
  readonly carriedFrom: string | null;
}

/** Which browser on which platform a baseline is of. */
export type Build = Pick<Conditions, 'browser' | 'platform'>;

export interface BaselineStore {
  /**
   * Of this very build where there is an accepted one; else the newest accepted of another build; else what waits. Null:
   * the build is not known yet.
   */
  find(caseKey: string, build: Build | null): Promise<Baseline | null>;
  /** What passed by a picture of this fingerprint, against a baseline that is accepted still; null: shoot it. */
  passed?(caseKey: string, fingerprint: string): Promise<PastPass | null>;
  /** The approved version, shot again in another build, is from here on what pictures of that build are held against. */
  carry?(caseKey: string, baseline: Baseline): Promise<void>;
}

/** A pass of an earlier run. */
export interface PastPass
  extends Omit<Outcome, 'case' | 'verdict' | 'skipped' | 'message' | 'startedAt' | 'milliseconds'> {
  /** RFC 3339: when that picture was taken. */
  readonly at: string;
}

export interface Comparison {
  readonly equal: boolean;
  readonly changedPixels: number;
  readonly totalPixels: number;
  /** Differing sizes are padded at the top left and count as changed. */
  readonly sizes: { readonly before: readonly [number, number]; readonly after: readonly [number, number] };
  /** PNG; null when equal. */
  readonly difference: Uint8Array | null;
  /** Boxes around changed pixels that are near each other, in device pixels, largest first; 100 at most. */
  readonly clusters: readonly Cluster[];
  /** Changed pixels of the window of 16 × 16 that has most of them. */
  readonly density: number;
  /** The changed pixels themselves, as runs within rows: row, first column and the one behind the last, each. */
  readonly runs: Uint32Array<ArrayBuffer>;
}

export interface Cluster {
  readonly box: Box;
  readonly changedPixels: number;
  /** The node it belongs to, or because of which it changed; null outside of all nodes, or when none are known. */
  readonly node: string | null;
}

/** What became of one node between two pictures. */
export interface NodeChange {
  readonly node: string;
  readonly kind: 'added' | 'removed' | 'text' | 'restyled' | 'resized' | 'moved' | 'repainted';
  readonly before: Box | null;
  readonly after: Box | null;
  /** The node it moved, or grew, because of; null: it is a cause itself. */
  readonly cause: string | null;
  /** A sentence: what it was and what it is. */
  readonly message: string;
  /** Changed pixels inside its box that belong to no node inside it. */
  readonly changedPixels: number;
}

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

export interface BrowserFound {
  readonly name: BrowserName;
  readonly found: boolean;
  /** e.g. `chromium 156.0.8078.73`. */
  readonly build: string | null;
  readonly executable: string | null;
  /** How to get it, as sentences; null when it was found. */
  readonly advice: string | null;
  /** Addresses of those on other machines (`STUDIO_BROWSERS`). */
  readonly remotes: readonly string[];
}
