import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ThemeDocument } from '../document/types.ts';
import type { Dependency } from './compile.ts';

/** A theme as `styles` takes it: a resolved id (`core/theme`, or one the document source knows) or a document. */
export type ThemeReference = string | ThemeDocument;

/** What a theme varies: `data-ui-<name>` on `<html>` chooses one of the contexts. */
export interface ThemeModifier {
  readonly name: string;
  /** In the words of the theme; empty when it says nothing. */
  readonly description: string;
  readonly default: string;
  readonly contexts: readonly string[];
}

/** A text of CSS rules. */
export interface CriticalStyles {
  readonly css: string;
  /** `sha256-…` of `css`. */
  readonly hash: string;
  /** Size in UTF-8. */
  readonly bytes: number;
}

/** All rules a program needs under one theme, and no others (E9). Minified; one line. */
export interface CompiledStyles extends CriticalStyles {
  /** Source map (version 3) to the lines of themes and documents; each name is the JSON Pointer of what was written. */
  readonly map: string;
  /** What the page needs until its lazy contents arrive, somebody points at something or prints it. */
  readonly critical: CriticalStyles;
  /** Themes, and component documents with styles of their own; sorted by id. */
  readonly dependencies: readonly Dependency[];
  /** What its theme varies, in the order in which it applies. */
  readonly modifiers: readonly ThemeModifier[];
  /** From which width each breakpoint holds, as CSS: `48rem` or `800px`. */
  readonly breakpoints: Readonly<Record<'sm' | 'md' | 'lg' | 'xl', string>>;
  /** Custom properties defined. */
  readonly variables: readonly string[];
  readonly mediaQueries: readonly string[];
  /** `asset:` files the sheet loads, as written in the theme. */
  readonly assets: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}
