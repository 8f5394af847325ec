import { places } from './cohort.ts';

/** Whether a visitor, by their place, is seen for the first time in the period that holds a moment. */
export type FirstTime = (place: number, at: number) => boolean;

/**
 * `period` in milliseconds. The last two are remembered, a bit for each place: what browsers tell is about pages sent a
 * while ago.
 */
export function oncePer(period: number): FirstTime {
  const seen = new Map<number, Uint8Array>();
  let newest = Number.NEGATIVE_INFINITY;
  return (place, at) => {
    const number = Math.floor(at / period);
    newest = Math.max(newest, number);
    // Nobody knows any more who was seen then.
    if (number < newest - 1) return false;
    const marks = seen.get(number) ?? new Uint8Array(places / 8);
    const [byte, bit] = [place >> 3, 1 << (place & 7)];
    if ((marks[byte]! & bit) !== 0) return false;
    marks[byte]! |= bit;
    if (!seen.has(number)) for (const old of seen.keys()) if (old < newest - 1) seen.delete(old);
    seen.set(number, marks);
    return true;
  };
}
