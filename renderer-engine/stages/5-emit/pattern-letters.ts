/** Code points, as ascending ranges that do not touch. */
export type Letters = readonly (readonly [from: number, to: number])[];

/** A pattern that a backtracking engine may need more than linear time for, or that is none. */
export class NotLinear extends Error {}

const lastCode = 0x10ffff;

export const one = (sign: string): Letters => [[sign.codePointAt(0) ?? 0, sign.codePointAt(0) ?? 0]];

export function merged(ranges: readonly (readonly [number, number])[]): Letters {
  const result: [number, number][] = [];
  for (const [from, to] of [...ranges].sort(([a], [b]) => a - b)) {
    if (to < from) throw new NotLinear();
    const last = result.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

/** Every code point but these. */
export function except(ranges: Letters): Letters {
  const result: [number, number][] = [];
  let from = 0;
  for (const [start, end] of merged(ranges)) {
    if (start > from) result.push([from, start - 1]);
    from = end + 1;
  }
  if (from <= lastCode) result.push([from, lastCode]);
  return result;
}

const digits: Letters = [[48, 57]];
const word: Letters = merged([
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
]);
/** What RE2 means by them; browsers agree but for `\s`, which is left out. */
export const shorthands: Readonly<Record<string, Letters>> = { d: digits, D: except(digits), w: word, W: except(word) };
