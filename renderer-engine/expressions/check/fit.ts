import type { MapType, Type } from '../type.ts';
import { propertyOf } from '../type-merge.ts';
import { isTextual } from '../types.ts';

/** Whether every value of `found` but null may stand where `expected` is wanted. */
export const fitsType = (found: Type, expected: Type): boolean =>
  fits(found, expected, { pairs: new Map(), left: 500 });

/** Pairs of recursive maps being compared; where two meet again, they fit as far as they have been seen. */
interface Seen {
  readonly pairs: Map<MapType, Set<MapType>>;
  /** Pairs to compare before the rest is left to the values themselves. */
  left: number;
}

function fits(found: Type, expected: Type, seen: Seen): boolean {
  if (found.any || expected.any) return true;
  if (found.boolean && !expected.boolean) return false;
  if (found.number && !fitsLiterals(found.number, expected.number)) return false;
  if (!fitsText(found, expected)) return false;
  if (found.list && !(expected.list && fitsItem(found.list, expected.list, seen))) return false;
  return !found.map || Boolean(expected.map && fitsMap(found.map, expected.map, seen));
}

/** An item or property that may be null fits only where null does. */
const fitsItem = (found: Type, expected: Type, seen: Seen): boolean =>
  fits(found, expected, seen) && (!found.null || Boolean(expected.null) || Boolean(expected.any));

function fitsText(found: Type, expected: Type): boolean {
  // Plain text may hold a date, which only shows at run time; a day is never an instant.
  if (found.text && !expected.date && !expected.datetime && !fitsLiterals(found.text, expected.text)) return false;
  if (found.date && !expected.date && !expected.text) return false;
  return !found.datetime || Boolean(expected.datetime || expected.text);
}

function fitsLiterals<T>(found: true | readonly T[], expected: true | readonly T[] | undefined): boolean {
  if (!expected) return false;
  return found === true || expected === true || found.every((value) => expected.includes(value));
}

function fitsMap(found: MapType, expected: MapType, seen: Seen): boolean {
  if (found === expected || (found.recursive && expected.recursive && hasMet(found, expected, seen))) return true;
  for (const [name, wanted] of Object.entries(expected.properties)) {
    const property = propertyOf(found, name);
    if (property ? !fitsItem(property, wanted, seen) : !wanted.null && !wanted.any) return false;
  }
  return true;
}

function hasMet(found: MapType, expected: MapType, seen: Seen): boolean {
  const met = seen.pairs.get(found) ?? new Set();
  if (met.has(expected) || --seen.left < 0) return true;
  seen.pairs.set(found, met.add(expected));
  return false;
}

/** Whether some value may be equal to one of the other type; a type that can only be null may meet anything. */
export function mayBeEqual(a: Type, b: Type): boolean {
  if (a.any || b.any || isOnlyNull(a) || isOnlyNull(b)) return true;
  if ((a.null && b.null) || (a.boolean && b.boolean) || (a.list && b.list) || (a.map && b.map)) return true;
  if (a.number && b.number && overlap(a.number, b.number)) return true;
  if (a.text && b.text) return overlap(a.text, b.text) || Boolean(a.date || a.datetime || b.date || b.datetime);
  if ((a.text && isTextual(b)) || (b.text && isTextual(a))) return true;
  return Boolean((a.date && b.date) || (a.datetime && b.datetime));
}

const isOnlyNull = ({ boolean, number, text, date, datetime, list, map }: Type): boolean =>
  !(boolean || number || text || date || datetime || list || map);

const overlap = <T>(a: true | readonly T[], b: true | readonly T[]): boolean =>
  a === true || b === true || a.some((value) => b.includes(value));
