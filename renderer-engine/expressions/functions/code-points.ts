/** Text by code points, as all positions of the language count. */
export const codePoints = (text: string): string[] => Array.from(text);

const beyondBasic = /[\ud800-\udfff]/;

/** Number of code points. */
export function codePointLength(text: string): number {
  return beyondBasic.test(text) ? codePoints(text).length : text.length;
}

/** Code points from `from` up to, not including, `to`. */
export function codePointSlice(text: string, from: number, to?: number): string {
  return beyondBasic.test(text) ? codePoints(text).slice(from, to).join('') : text.slice(from, to);
}
