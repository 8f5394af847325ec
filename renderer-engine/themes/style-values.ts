import type { Json } from '../document/types.ts';
import { plainNumber, variableOf } from './css-text.ts';
import type { StyleValue } from './style-properties.ts';

/** A style value as CSS: parsed and written anew, never passed on (language.md 9.2). */
export type StyleText =
  | { readonly css: string; readonly token: string | null }
  /** What it takes instead, in words; `literalColor` when it is a color that must be a token. */
  | { readonly expected: string; readonly literalColor?: true };

export function styleText(value: Json, takes: StyleValue): StyleText {
  const token = typeof value === 'string' ? tokenPath(value) : null;
  if (token !== null && takesToken(takes)) return { css: tokenVariable(token), token };
  const css = literal(value, takes);
  if (css !== null) return { css, token: null };
  return takes.kind === 'color' ? { expected: expected(takes), literalColor: true } : { expected: expected(takes) };
}

/** `{space.4}` → `space.4`; null for anything else. Names of tokens may hold all but `{`, `}`, `.` and `$` in front. */
export const tokenPath = (value: string): string | null => /^\{([^{}$.][^{}]*)\}$/.exec(value)?.[1] ?? null;

/** `space.4` → `var(--ui-space-4)`. Tokens of components have the class of their component as first name. */
export const tokenVariable = (path: string): string => `var(${variableOf(path)})`;

const takesToken = ({ kind }: StyleValue): boolean =>
  !['keyword', 'span', 'ratio', 'tracks', 'minTrack'].includes(kind);

function literal(value: Json, takes: StyleValue): string | null {
  switch (takes.kind) {
    case 'length':
      return oneOf(value, takes.keywords) ?? lengthText(value);
    case 'color':
      return oneOf(value, ['transparent']);
    case 'keyword':
    case 'token':
      return oneOf(value, takes.keywords);
    case 'number': {
      const fits = typeof value === 'number' && value >= takes.minimum && value <= takes.maximum;
      return fits && (!takes.whole || Number.isInteger(value)) ? plainNumber(value) : null;
    }
    case 'weight':
      return typeof value === 'number' && value >= 1 && value <= 1000 ? plainNumber(value) : null;
    case 'lineHeight':
      return typeof value === 'number' && value > 0 && value <= 10 ? plainNumber(value) : lengthText(value);
    case 'ratio':
      return ratioText(value);
    case 'span':
      return isCount(value) ? `span ${value}` : oneOf(value, ['all']) && '1 / -1';
    case 'border': {
      const width = lengthText(value);
      return width ? `${width} solid var(--ui-color-border-default)` : oneOf(value, ['none']);
    }
    case 'tracks':
      if (value === 'auto') return 'repeat(auto-fit,minmax(min(var(--_min,16rem),100%),1fr))';
      return isCount(value) ? `repeat(${value},minmax(0,1fr))` : null;
    case 'minTrack':
      return typeof value === 'boolean' ? (value ? '100%' : 'fit-content') : lengthText(value);
  }
}

const isCount = (value: Json): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 12;

function oneOf(value: Json, keywords: readonly string[] = []): string | null {
  return typeof value === 'string' && keywords.includes(value) ? value : null;
}

function lengthText(value: Json): string | null {
  if (value === 0) return '0';
  const [, amount, unit] =
    typeof value === 'string' ? (/^(-?\d{1,5}(?:\.\d{1,4})?)(rem|em|px|%|ch|vh|vw|dvh)$/.exec(value) ?? []) : [];
  return amount === undefined ? null : `${plainNumber(Number(amount))}${unit}`;
}

function ratioText(value: Json): string | null {
  if (typeof value === 'number' && value > 0) return plainNumber(value);
  const [, width, height] = typeof value === 'string' ? (/^(\d{1,4})\s*\/\s*(\d{1,4})$/.exec(value) ?? []) : [];
  return Number(width) > 0 && Number(height) > 0 ? `${Number(width)}/${Number(height)}` : null;
}

function expected(takes: StyleValue): string {
  const words =
    'keywords' in takes && takes.keywords?.length ? takes.keywords.map((word) => `"${word}"`).join(', ') : '';
  const or = words ? `, or one of ${words}` : '';
  switch (takes.kind) {
    case 'length':
      return `a token such as "{space.4}", a length such as "20rem", "20px" or "50%"${or}`;
    case 'color':
      return 'a color token such as "{color.text.default}"';
    case 'keyword':
      return `one of ${words}`;
    case 'token':
      return `a token${or}`;
    case 'number':
      return `a ${takes.whole ? 'whole ' : ''}number from ${takes.minimum} to ${takes.maximum}`;
    case 'weight':
      return 'a token such as "{font.weight.bold}" or a number from 1 to 1000';
    case 'lineHeight':
      return 'a token, a number such as 1.5 or a length';
    case 'ratio':
      return 'a number or a ratio such as "16/9"';
    case 'span':
      return 'a whole number from 1 to 12, or "all"';
    case 'border':
      return 'a border token, a width such as "1px", or "none"';
    case 'tracks':
      return 'a whole number from 1 to 12';
    case 'minTrack':
      return 'a length';
  }
}
