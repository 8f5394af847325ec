import type { Type } from './type.ts';
import { mergeKeys } from './type-merge.ts';

export const anyType: Type = { any: true };
/** No value is possible, e.g. an item of the empty list. */
export const neverType: Type = {};
export const nullType: Type = { null: true };
export const booleanType: Type = { boolean: true };
export const numberType: Type = { number: true };
export const textType: Type = { text: true };
export const dateType: Type = { date: true };
export const datetimeType: Type = { datetime: true };

export const listOf = (item: Type): Type => ({ list: item });
export const mapOf = (properties: Readonly<Record<string, Type>>, rest: Type | null = null): Type => ({
  map: { properties, rest },
});

/** A value of any of these types. */
export const union = (...types: readonly Type[]): Type => types.reduce(mergeKeys, neverType);

export const nullable = (type: Type): Type => (type.any || type.null ? type : { ...type, null: true });

export function withoutNull(type: Type): Type {
  if (!type.null) return type;
  const { null: _, ...rest } = type;
  return rest;
}

/** The type of a literal or folded value. */
export function typeOfValue(value: unknown): Type {
  if (value === null) return nullType;
  if (typeof value === 'boolean') return booleanType;
  if (typeof value === 'number') return { number: [value] };
  if (typeof value === 'string') return { text: [value] };
  if (Array.isArray(value)) return listOf(union(...value.slice(0, 100).map(typeOfValue)));
  const entries = Object.entries(value as object).map(([key, item]) => [key, typeOfValue(item)] as const);
  return mapOf(Object.fromEntries(entries));
}

/** Text of any form: plain, a date or a datetime. */
export const isTextual = (type: Type): boolean => Boolean(type.text || type.date || type.datetime);

/** Accepts text but no number: a whole-string hole there is formatted like a hole inside text (language.md 2.2). */
export const wantsText = (type: Type): boolean => !type.any && Boolean(type.text) && !type.number;

/** The kinds of a type in words, `a number or text`; null last. */
export function describe(type: Type): string {
  if (type.any) return 'any value';
  const words = [
    type.boolean && 'true or false',
    type.number && describeValues(type.number, 'a number'),
    type.text && describeValues(type.text, 'text'),
    type.date && 'a date',
    type.datetime && 'a datetime',
    type.list && 'a list',
    type.map && 'a map',
    type.null && 'null',
  ].filter((word) => typeof word === 'string');
  return words.length < 2 ? (words[0] ?? 'nothing') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

const describeValues = (values: true | readonly unknown[], kind: string): string =>
  values !== true && values.length <= 6 ? values.map((value) => JSON.stringify(value)).join(', ') : kind;
