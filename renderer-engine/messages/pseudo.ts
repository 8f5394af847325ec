/** Locales that are computed from the default one, to find what is not translated or too narrow (language.md 6.3). */
export type PseudoLocale = 'en-XA' | 'ar-XB';

export const pseudoLocales: readonly PseudoLocale[] = ['en-XA', 'ar-XB'];

export const isPseudoLocale = (locale: string): locale is PseudoLocale =>
  (pseudoLocales as readonly string[]).includes(locale);

/** A message in a pseudo-locale: its fixed words are changed, what stands in for arguments is not. */
export function pseudoMessage(
  parts: readonly { readonly text: string; readonly fixed: boolean }[],
  locale: PseudoLocale,
): string {
  const change = locale === 'en-XA' ? accented : mirrored;
  const changed = parts.map(({ text, fixed }) => (fixed ? change(text) : text)).join('');
  if (locale === 'ar-XB') return changed;
  const letters = parts.reduce((sum, { text, fixed }) => sum + (fixed ? Array.from(text).length : 0), 0);
  // Brackets show texts that are cut off, or put together of pieces.
  return `[${changed}${padding(Math.ceil(letters * 0.4))}]`;
}

const plain = 'AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz';
const accents = 'ÅåƁƀÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀɱÑñÖöÞþǪǫŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž';
const accentOf = new Map(Array.from(plain, (letter, index) => [letter, Array.from(accents)[index] ?? letter]));

/** Accents show what is not translated. */
const accented = (text: string): string => Array.from(text, (letter) => accentOf.get(letter) ?? letter).join('');

const filler = 'one two three four five six seven eight nine ten eleven twelve ';

/** 40 % more letters show what is too narrow; most languages are that much longer than English. */
const padding = (length: number): string =>
  length === 0
    ? ''
    : ` ${filler
        .repeat(Math.ceil(length / filler.length))
        .slice(0, length)
        .trimEnd()}`;

const rightToLeftOverride = '\u202e';
const popDirection = '\u202c';

/** Every word runs from right to left, which shows layouts that only work in one direction. */
const mirrored = (text: string): string =>
  text.replace(/\S+/gu, (word) => `${rightToLeftOverride}${word}${popDirection}`);
