import type { JsonObject } from '../../document/types.ts';
import type { AssetSource, ProjectSettings } from '../../engine.ts';
import { assetAddress } from '../../html/addresses.ts';
import { quoted } from '../../themes/css-text.ts';
import type { ResolvedTheme } from '../../themes/resolve-theme.ts';
import { isObject } from '../../themes/token-tree.ts';
import { baseOf } from '../6-render/site.ts';

/** Fonts and pictures of a sheet, with the `asset:` names it loads and those nobody has. */
export interface AssetRules {
  readonly css: string;
  readonly assets: readonly string[];
  readonly missing: readonly string[];
}

export interface AssetHost {
  readonly assets: AssetSource;
  readonly settings: ProjectSettings;
}

/** `@font-face` for the families that the text of a sheet names. */
export function fontRules(sheet: string, { fonts }: ResolvedTheme, host: AssetHost): AssetRules {
  return gather(
    fonts.filter((font) => typeof font['family'] === 'string' && sheet.includes(quoted(font['family']))),
    host,
    (font, address) => {
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
      return `@font-face{${parts.join(';')}}`;
    },
  );
}

/** Pictures of the theme: HTML names them, the sheet brings them with their size (language.md 6.2). */
export function pictureRules({ pictures }: ResolvedTheme, host: AssetHost): AssetRules {
  const named = Object.keys(pictures)
    .filter((name) => /^[A-Za-z][A-Za-z0-9_-]*$/.test(name))
    .sort()
    .flatMap((name): JsonObject[] => (isObject(pictures[name]) ? [{ ...(pictures[name] as JsonObject), name }] : []));
  return gather(named, host, ({ name, width, height }, address) => {
    const size = [pixels('inline-size', width), pixels('block-size', height)].join('');
    return `[data-asset="${name}"]{${size}background-image:url(${quoted(address)})}[data-asset="${name}"]::before{content:none}`;
  });
}

const ranges = /^U\+[0-9A-F?]{1,6}(-[0-9A-F]{1,6})?(, ?U\+[0-9A-F?]{1,6}(-[0-9A-F]{1,6})?)*$/i;

const matching = (value: unknown, pattern: RegExp): string | null =>
  typeof value === 'string' && pattern.test(value) ? value : null;

const pixels = (property: string, value: unknown): string =>
  typeof value === 'number' && value > 0 && Number.isInteger(value) ? `${property}:${value}px;` : '';

function gather<T extends JsonObject>(
  entries: readonly T[],
  { assets, settings }: AssetHost,
  write: (entry: T, address: string) => string,
): AssetRules {
  const found = entries.map((entry) => {
    const path = /^asset:(.+)$/.exec(String(entry['src'] ?? ''))?.[1] ?? '';
    const asset = path === '' ? null : assets(path);
    return {
      source: String(entry['src'] ?? ''),
      css: asset ? write(entry, assetAddress(baseOf(settings), asset.hash, path)) : null,
    };
  });
  return {
    css: found.map(({ css }) => css ?? '').join(''),
    assets: found.filter(({ css }) => css !== null).map(({ source }) => source),
    missing: found.filter(({ css }) => css === null).map(({ source }) => source),
  };
}
