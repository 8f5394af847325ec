import { getLocaleDir } from 'messageformat/functions';

/**
 * Where a message is looked for, nearest first: `de-AT` → `de` → the default locale → its parents (language.md 2.4).
 */
export function fallbackChain(locale: string, defaultLocale: string): readonly string[] {
  return [...new Set([...withParents(locale), ...withParents(defaultLocale)])];
}

function withParents(locale: string): readonly string[] {
  const parts = locale.split('-');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
}

/** Writing direction of a locale, for `ctx.dir` and `<html dir>`; left to right when nobody knows it. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return getLocaleDir(locale) === 'rtl' ? 'rtl' : 'ltr';
}
