/** The page's locales: the one used when nothing fits, and all there are messages for. */
export interface Locales {
  readonly default: string;
  readonly available: readonly string[];
}

/** The locale to answer in: asked for by name, else the best of `Accept-Language`, else the default. */
export function chooseLocale(locales: Locales, asked: string | undefined, acceptLanguage: string | undefined): string {
  if (asked !== undefined && locales.available.includes(asked)) return asked;
  for (const range of ranges(acceptLanguage ?? '')) {
    const locale = range === '*' ? locales.default : best(locales.available, range);
    if (locale !== undefined) return locale;
  }
  return locales.default;
}

/** Language ranges, most wanted first; what is malformed or refused (`q=0`) is left out. */
function ranges(header: string): readonly string[] {
  return header
    .slice(0, 500)
    .split(',')
    .flatMap((part) => {
      const match = /^\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*|\*)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?$/.exec(
        part,
      );
      const quality = Number(match?.[2] ?? 1);
      return match?.[1] && quality > 0 ? [{ range: match[1].toLowerCase(), quality }] : [];
    })
    .sort((a, b) => b.quality - a.quality)
    .map(({ range }) => range);
}

/** `de-at` takes `de-AT`, else `de`; `de` takes `de`, else the first `de-…`. */
function best(available: readonly string[], range: string): string | undefined {
  for (let tag = range; tag !== ''; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    const exact = available.find((locale) => locale.toLowerCase() === tag);
    if (exact !== undefined) return exact;
  }
  return available.find((locale) => locale.toLowerCase().startsWith(`${range}-`));
}
