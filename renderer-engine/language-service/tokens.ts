import { converter, parse } from 'culori';
import type { ThemeDocument } from '../document/types.ts';
import { coreTheme } from '../themes/core-theme.ts';
import { variableOf } from '../themes/css-text.ts';
import { loadTheme } from '../themes/load-theme.ts';
import { type ResolvedTheme, resolveTheme } from '../themes/resolve-theme.ts';
import { styleProperties } from '../themes/style-properties.ts';
import { type DocumentView, viewsOf } from './project.ts';

/** A design token as editors show it. */
export interface TokenView {
  readonly path: string;
  /** `color`, `dimension` … */
  readonly type: string;
  /** Its value under the default contexts, all aliases followed. */
  readonly css: string;
  /** What it is in other contexts: `scheme: dark` → CSS. */
  readonly contexts: readonly { readonly name: string; readonly css: string }[];
}

/** Red, green, blue and alpha from 0 to 1. */
export interface Rgba {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

const remembered = new WeakMap<object, { readonly texts: readonly string[]; readonly tokens: readonly TokenView[] }>();

/** The tokens a document may name: those of the project's theme; of a theme, its own. */
export function tokensFor(view: DocumentView): readonly TokenView[] {
  const { project } = view;
  const themes = viewsOf(project).filter(({ kind }) => kind === 'theme');
  const isTheme = view.kind === 'theme' && view.text.tree !== undefined;
  const key = isTheme ? view.text : project.settings;
  const texts = themes.map(({ text }) => text.text);
  const known = remembered.get(key);
  if (known && known.texts.length === texts.length && known.texts.every((text, at) => text === texts[at])) {
    return known.tokens;
  }
  const own = isTheme ? (view.text.valueOf(view.text.tree!) as unknown as ThemeDocument) : null;
  const theme = resolveTheme(loadTheme(own ?? project.settings.theme ?? coreTheme.id, project.documents));
  const tokens = listTokens(theme);
  remembered.set(key, { texts, tokens });
  return tokens;
}

function listTokens({ tokens, contexts }: ResolvedTheme): readonly TokenView[] {
  const byVariable = new Map([...tokens.keys()].map((path) => [variableOf(path), path]));
  const follow = (css: string, changes: ReadonlyMap<string, string> | null, depth = 0): string =>
    css.replace(/var\((--[\w-]+)\)/g, (whole, variable: string) => {
      const path = byVariable.get(variable);
      const next = path === undefined ? undefined : (changes?.get(path) ?? tokens.get(path)?.css);
      return next === undefined || depth > 16 ? whole : follow(next, changes, depth + 1);
    });
  return [...tokens.values()].map(({ path, type, css }) => {
    const standard = follow(css, null);
    const others = contexts.flatMap(({ modifier, context, changes }) => {
      const found = follow(changes.get(path) ?? css, changes);
      return found === standard ? [] : [{ name: `${modifier}: ${context}`, css: found }];
    });
    return { path, type, css: standard, contexts: others };
  });
}

/** The color a CSS text stands for; null when it is none. */
export function colorOf(css: string): Rgba | null {
  const color = parse(css);
  if (!color) return null;
  const { r, g, b, alpha = 1 } = toRgb(color);
  const inRange = (part: number) => Math.min(1, Math.max(0, part));
  return { red: inRange(r), green: inRange(g), blue: inRange(b), alpha };
}

const toRgb = converter('rgb');

/** `#rrggbb`, with two more digits when it is see-through. */
export function hexOf({ red, green, blue, alpha }: Rgba): string {
  const pair = (part: number) =>
    Math.round(part * 255)
      .toString(16)
      .padStart(2, '0');
  return `#${pair(red)}${pair(green)}${pair(blue)}${alpha < 1 ? pair(alpha) : ''}`;
}

/** Token types a style property takes; every type where none is given. */
export function tokenTypesOf(property: string): readonly string[] | null {
  const takes = Object.hasOwn(styleProperties, property) ? styleProperties[property]?.takes : undefined;
  return (
    (takes && byValue[takes.kind]) ?? (property === 'shadow' ? ['shadow'] : property === 'font' ? ['fontFamily'] : null)
  );
}

const byValue: Readonly<Record<string, readonly string[]>> = {
  length: ['dimension'],
  border: ['dimension'],
  color: ['color'],
  number: ['number'],
  weight: ['fontWeight'],
  lineHeight: ['number', 'dimension'],
  keyword: [],
  ratio: [],
  span: [],
};
