/**
 * Formatters by locale, time zone and options. Making one costs some 50 µs, using it one, so they are kept; how many
 * different ones exist is bounded by the locales and zones hosts use.
 */
const kept = new Map<string, unknown>();
const keptCount = 500;

function keep<T>(key: string, make: () => T): T {
  const known = kept.get(key);
  if (known) return known as T;
  const made = make();
  if (kept.size >= keptCount) kept.clear();
  kept.set(key, made);
  return made;
}

/** Pseudo-locales are formatted like the languages they stand for (language.md 6.3). */
const standIns = new Map([
  ['en-XA', 'en'],
  ['ar-XB', 'ar'],
]);

/**
 * What `Intl` gets for a locale. English stands behind it, because for a language it has no data of, `Intl` would take
 * the language of the machine. A malformed tag is English too: hosts check tags, and a render must not fail over one.
 */
export function intlLocales(locale: string): string[] {
  try {
    return [...Intl.getCanonicalLocales(standIns.get(locale) ?? locale), 'en'];
  } catch {
    return ['en'];
  }
}

export const numberFormatOf = (locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat =>
  keep(`n ${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(intlLocales(locale), options));

export const dateFormatOf = (
  locale: string,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat =>
  keep(
    `d ${locale} ${timeZone} ${JSON.stringify(options)}`,
    () => new Intl.DateTimeFormat(intlLocales(locale), { ...options, timeZone: knownZone(timeZone) }),
  );

/** Unknown zones are UTC, for the same reason. */
function knownZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

export const relativeFormatOf = (locale: string, numeric: 'auto' | 'always'): Intl.RelativeTimeFormat =>
  keep(`r ${locale} ${numeric}`, () => new Intl.RelativeTimeFormat(intlLocales(locale), { numeric }));

export const listFormatOf = (locale: string): Intl.ListFormat =>
  keep(`l ${locale}`, () => new Intl.ListFormat(intlLocales(locale), { type: 'conjunction' }));

export const collatorOf = (locale: string): Intl.Collator =>
  keep(`c ${locale}`, () => new Intl.Collator(intlLocales(locale)));
