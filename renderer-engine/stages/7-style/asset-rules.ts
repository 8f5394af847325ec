import type { Json, JsonObject } from '../../document/types.ts';
import type { AssetSource, ProjectSettings } from '../../engine.ts';
import { assetAddress } from '../../html/addresses.ts';
import { quoted } from '../../themes/css-text.ts';
import type { ResolvedTheme } from '../../themes/resolve-theme.ts';
import { placeInTheme } from '../../themes/theme-place.ts';
import { type At, isObject } from '../../themes/token-tree.ts';
import { baseOf } from '../6-render/site.ts';
import type { PossibleOutput } from './possible-elements.ts';
import { type Rule, rule } from './rules.ts';
import { possibleSelectors } from './selectors.ts';

/** Fonts and pictures of a sheet, with the `asset:` names it loads and those nobody has. */
export interface AssetRules {
  readonly rules: readonly Rule[];
  readonly assets: readonly string[];
  readonly missing: readonly { readonly source: string; readonly at: At | null }[];
}

export interface AssetHost {
  readonly assets: AssetSource;
  readonly settings: ProjectSettings;
}

/** A file as the theme names it. */
interface Entry {
  readonly value: JsonObject;
  readonly at: At | null;
}

/** `@font-face` for the families that the text of a sheet names. */
export function fontRules(sheet: string, theme: ResolvedTheme, host: AssetHost): AssetRules {
  const named = theme.fonts
    .filter((font) => typeof font['family'] === 'string' && sheet.includes(quoted(font['family'])))
    .map((font): Entry => ({ value: font, at: placeOfFont(theme, font) }));
  return gather(named, host, ({ value: font, at }, address) => {
    const parts = [
      `font-family:${quoted(String(font['family']))}`,
      `src:url(${quoted(address)}) format("woff2")`,
      `font-weight:${matching(font['weight'], /^\d{1,4}( \d{1,4})?$/) ?? '400'}`,
      `font-style:${matching(font['style'], /^(normal|italic)$/) ?? 'normal'}`,
      `font-display:${matching(font['display'], /^(auto|block|swap|fallback|optional)$/) ?? 'swap'}`,
      ...(matching(font['unicodeRange'], ranges)
        ? [`unicode-range:${String(font['unicodeRange']).replaceAll(' ', '')}`]
        : []),
    ];
    return [rule('@font-face', parts.join(';'), at)];
  });
}

/** Pictures of the theme that a page shows: HTML names them, the sheet brings them with their size (language.md 6.2). */
export function pictureRules(theme: ResolvedTheme, output: PossibleOutput, host: AssetHost): AssetRules {
  const named = Object.keys(theme.pictures)
    .filter(
      (name) => /^[A-Za-z][A-Za-z0-9_-]*$/.test(name) && possibleSelectors(`[data-asset="${name}"]`, output) !== '',
    )
    .sort()
    .flatMap((name): (Entry & { readonly name: string })[] => {
      const value = theme.pictures[name];
      return isObject(value) ? [{ name, value, at: placeInTheme(theme, ['assets', name]) }] : [];
    });
  return gather(named, host, ({ name, value, at }, address) => {
    const size = [pixels('inline-size', value['width']), pixels('block-size', value['height'])].join('');
    return [
      rule(`[data-asset="${name}"]`, `${size}background-image:url(${quoted(address)})`, at),
      rule(`[data-asset="${name}"]::before`, 'content:none', at),
    ];
  });
}

function placeOfFont({ units }: ResolvedTheme, font: JsonObject): At | null {
  const unit = units.find(({ document }) => document.fonts?.includes(font));
  if (!unit) return null;
  const { id, version, fonts = [] } = unit.document;
  return { document: `${id}@${version}`, pointer: `/fonts/${fonts.indexOf(font)}` };
}

const ranges = /^U\+[0-9A-F?]{1,6}(-[0-9A-F]{1,6})?(, ?U\+[0-9A-F?]{1,6}(-[0-9A-F]{1,6})?)*$/i;

const matching = (value: unknown, pattern: RegExp): string | null =>
  typeof value === 'string' && pattern.test(value) ? value : null;

const pixels = (property: string, value: Json | undefined): string =>
  typeof value === 'number' && value > 0 && Number.isInteger(value) ? `${property}:${value}px;` : '';

function gather<T extends Entry>(
  entries: readonly T[],
  { assets, settings }: AssetHost,
  write: (entry: T, address: string) => readonly Rule[],
): AssetRules {
  const found = entries.map((entry) => {
    const source = String(entry.value['src'] ?? '');
    const path = /^asset:(.+)$/.exec(source)?.[1] ?? '';
    const asset = path === '' ? null : assets(path);
    const rules = asset && write(entry, assetAddress(baseOf(settings), asset.hash, path));
    return { source, at: entry.at, rules };
  });
  return {
    rules: found.flatMap(({ rules }) => rules ?? []),
    assets: found.filter(({ rules }) => rules !== null).map(({ source }) => source),
    missing: found.filter(({ rules }) => rules === null).map(({ source, at }) => ({ source, at })),
  };
}
