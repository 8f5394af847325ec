import type { Budgets, JsonObject } from '#engine';
import type { Medium, VisualCase } from './case.ts';
import type { BrokenExpectation } from './visit.ts';

/** What axe found of a page; kept as JSON beside its picture. */
export interface Looked {
  /** Hash of all the findings follow from: an equal page has equal ones. */
  readonly page: string;
  readonly findings: readonly AccessibilityFinding[];
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
  /** The most the page may come to. */
  readonly budgets?: Budgets;
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

export interface Taken extends Seen {
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

/** Which browser on which platform a baseline is of. */
export type Build = Pick<Conditions, 'browser' | 'platform'>;
