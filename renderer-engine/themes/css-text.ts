import type { Json } from '../document/types.ts';

/** Small pieces of CSS, each written from a parsed value. */

/** Shortest decimal form without exponent; null for what CSS cannot hold. */
export function plainNumber(value: number): string | null {
  if (!Number.isFinite(value)) return null;
  const rounded = Number(value.toFixed(6));
  return Object.is(rounded, -0) ? '0' : Math.abs(rounded) < 1e21 ? String(rounded).replace(/^(-?)0\./, '$1.') : null;
}

const generic = new Set([
  'serif',
  'sans-serif',
  'monospace',
  'cursive',
  'fantasy',
  'system-ui',
  'ui-serif',
  'ui-sans-serif',
  'ui-monospace',
  'ui-rounded',
  'emoji',
  'math',
]);

/** A font family or a list of them; names are quoted, generic families are not. */
export function familyText(value: Json): string | null {
  const names = Array.isArray(value) ? value : [value];
  if (names.length === 0 || !names.every((name) => typeof name === 'string' && name.length > 0)) return null;
  return (names as string[]).map((name) => (generic.has(name) ? name : quoted(name))).join(',');
}

/** A CSS string; everything that could end it is escaped. */
export const quoted = (text: string): string =>
  `"${text.replace(/[^\x20-\x7e\u{a0}-\u{10ffff}]|["\\<]/gu, (character) => `\\${(character.codePointAt(0) ?? 0).toString(16)} `)}"`;

/** Custom property of a token: `color.action.bg` → `--ui-color-action-bg`. Letters of all scripts stay as they are. */
export const variableOf = (path: string): string => `--ui-${path.replaceAll('.', '-').replace(notInNames, '_')}`;

/** What a name in CSS cannot hold unescaped. */
const notInNames =
  /[^A-Za-z0-9_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\u{10000}-\u{10ffff}-]+/gu;

/** Attribute on `<html>` by which a person chooses a context of a modifier: `data-ui-scheme`. */
export const modifierAttribute = (modifier: string): string => `data-ui-${modifier.replace(/[^A-Za-z0-9_-]/g, '_')}`;

/** A context as the value of that attribute. */
export const contextText = (context: string): string => context.replace(/[^A-Za-z0-9_.-]/g, '_');
