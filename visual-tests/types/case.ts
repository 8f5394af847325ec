import type { Budgets, JsonObject, ProjectSettings, Tests } from '#engine';
import type { Box } from './shot.ts';

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
  /** The most that its page may come to. */
  readonly budgets?: Budgets;
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

/** A part of the picture that may be anything: a node, its insides included, or a box of the page. */
export type CaseMask =
  | { readonly node: string; readonly mode: MaskMode }
  | { readonly box: Box; readonly mode: MaskMode };

/** Covered with one color, left out so that only its room is seen, or without its words. */
export type MaskMode = 'solid' | 'hide' | 'text';

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

/** `screen` is what people usually see; pictures at a named time have motion unless they ask for `reduced-motion`. */
export type Medium = 'screen' | 'print' | 'forced-colors' | 'reduced-motion';
