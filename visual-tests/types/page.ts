import type { PageSize } from '#engine';
import type { MaskMode } from './case.ts';
import type { Box, Looked } from './shot.ts';
import type { Visits } from './visit.ts';

/** A page ready to be shot: complete HTML, its stylesheet, and files by address (`/_ui/assets/…`). */
export interface ShotPage {
  readonly html: string;
  readonly css: string;
  readonly masks: readonly ShotMask[];
  /** Held against the budgets of a case. */
  readonly size?: PageSize;
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

/** A part of a page that no picture shows: what a CSS selector finds, or a box. */
export type ShotMask =
  | { readonly selector: string; readonly mode: MaskMode }
  | { readonly box: Box; readonly mode: MaskMode };
