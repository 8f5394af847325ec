import { spend, textSteps } from './budget.ts';
import type { Env, Value } from './env.ts';

export type ValueMap = { readonly [key: string]: Value };

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
export const isMap = (value: Value): value is ValueMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A kind in words, as messages say it. */
export function kindOf(value: Value): string {
  if (value === null) return 'null';
  if (isList(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return { boolean: 'true or false', number: 'a number', string: 'text' }[
    typeof value as 'boolean' | 'number' | 'string'
  ];
}

/**
 * Whether this is an object as literals and JSON make it: what `Object.prototype` lacks, it can only have itself. Dearer
 * to find out than to read a property, so it is asked once for reads that follow each other.
 */
export function isPlain(env: Env, value: Value): value is ValueMap {
  if (typeof value !== 'object' || value === null) return false;
  if (value === env.plain) return true;
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  env.plain = value;
  return true;
}

/** Own properties only, so that nothing of a prototype can be reached; null when there is none. */
export function property(map: ValueMap, name: string): Value {
  return Object.hasOwn(map, name) ? (map[name] ?? null) : null;
}

/** NaN and infinities are null, -0 is 0 (language.md 3.3). */
export const finite = (number: number): Value => (Number.isFinite(number) ? number + 0 : null);

/** Keys in code-unit order, whatever order the data came in. */
export const sortedKeys = (map: ValueMap): string[] => Object.keys(map).sort();

/** A map of entries; what could reach a prototype is left out. */
export function mapFrom(entries: Iterable<readonly [key: string, value: Value]>): ValueMap {
  const map: Record<string, Value> = {};
  for (const [key, value] of entries) if (key !== '__proto__') map[key] = value;
  return map;
}

/** Deep equality without conversion; the order of keys does not count. */
export function equals(env: Env, a: Value, b: Value): boolean {
  if (typeof a === 'string') {
    if (typeof b === 'string' && a.length === b.length && a.length >= 64) spend(env, textSteps(a.length));
    return a === b;
  }
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return isList(a) ? isList(b) && equalLists(env, a, b) : isMap(a) && isMap(b) && equalMaps(env, a, b);
}

function equalLists(env: Env, a: readonly Value[], b: readonly Value[]): boolean {
  if (a.length !== b.length) return false;
  spend(env, a.length);
  return a.every((item, index) => equals(env, item, b[index] ?? null));
}

function equalMaps(env: Env, a: ValueMap, b: ValueMap): boolean {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  spend(env, keys.length);
  return keys.every((key) => Object.hasOwn(b, key) && equals(env, a[key] ?? null, b[key] ?? null));
}

/** Equal values, and only they, have equal identities: for grouping and finding duplicates. */
export function identity(env: Env, value: Value): string {
  if (typeof value === 'string') {
    spend(env, textSteps(value.length));
    return JSON.stringify(value);
  }
  if (typeof value !== 'object' || value === null) return String(value);
  if (isList(value)) {
    spend(env, value.length);
    return `[${value.map((item) => identity(env, item)).join()}]`;
  }
  if (!isMap(value)) return '';
  const keys = sortedKeys(value);
  spend(env, keys.length);
  return `{${keys.map((key) => `${JSON.stringify(key)}:${identity(env, value[key] ?? null)}`).join()}}`;
}

const instantPattern = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;

/** Milliseconds of an RFC 3339 instant; NaN for any other text. */
export function instantOf(text: string): number {
  // Most texts are refused by their length or one character.
  if (text.length < 20 || (text.charCodeAt(10) | 32) !== 116 || !instantPattern.test(text)) return Number.NaN;
  return Date.parse(text.toUpperCase());
}

/** Negative, 0 or positive. Two datetimes compare by instant, other texts by code unit. */
export function compareTexts(a: string, b: string): number {
  const left = instantOf(a);
  if (!Number.isNaN(left)) {
    const right = instantOf(b);
    if (!Number.isNaN(right)) return left - right;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A value inside text; undefined for what must be formatted first (language.md 2.2). */
export function textOf(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  // Adding 0 turns -0 of the data into 0.
  return typeof value === 'number' ? String(value + 0) : undefined;
}
