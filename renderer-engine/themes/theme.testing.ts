import type { JsonObject, ThemeDocument } from '../document/types.ts';
import { loadTheme } from './load-theme.ts';
import { resolveTheme } from './resolve-theme.ts';

/** Small themes for tests. */
export const themeWith = (more: Partial<ThemeDocument>): ThemeDocument => ({
  $schema: 'https://schema-studio.dev/ui/1/theme.json',
  kind: 'theme',
  id: 'test/theme',
  version: '1.0.0',
  title: 'Test',
  tokens: resolver({}),
  ...more,
});

/** A resolver document of one set and these modifiers. */
export const resolver = (tokens: JsonObject, modifiers: JsonObject = {}): JsonObject => ({
  version: '2025.10',
  sets: { own: { sources: [tokens] } },
  modifiers,
  resolutionOrder: [{ $ref: '#/sets/own' }, ...Object.keys(modifiers).map((name) => ({ $ref: `#/modifiers/${name}` }))],
});

export const resolve = (more: Partial<ThemeDocument>) => resolveTheme(loadTheme(themeWith(more)));

/** Code and pointer of each problem. */
export const codes = (more: Partial<ThemeDocument>): readonly string[] =>
  resolve(more).diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);

/** A gray. */
export const color = (lightness: number) => ({ $value: { colorSpace: 'oklch', components: [lightness, 0, 0] } });
