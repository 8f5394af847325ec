import { oneOf } from '../../diagnostics/define.ts';
import type { Shape } from '../../document/shapes/shape.ts';
import type { Json } from '../../document/types.ts';

/** Values and shapes in words, as messages say them. */
export type JsonType = 'null' | 'boolean' | 'number' | 'text' | 'list' | 'object';

/** An object, no list and not null. */
export const isMap = (value: Json | undefined): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The type of a value. */
export function typeOfJson(value: Json): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string') return 'text';
  return typeof value as 'boolean' | 'number' | 'object';
}

const jsonTypes = { map: 'object', object: 'object', tagged: 'object', flag: 'boolean' } as const;

/** The JSON type a shape asks for; null when several fit. */
export const jsonTypeOf = (shape: Shape): JsonType | null => {
  if (shape.kind === 'any' || shape.kind === 'schema' || shape.kind === 'either') return null;
  return shape.kind in jsonTypes ? jsonTypes[shape.kind as keyof typeof jsonTypes] : (shape.kind as JsonType);
};

/** Whether a flag, number or null fits its shape. */
export function fitsScalar(value: Json, shape: Shape): boolean {
  if (jsonTypeOf(shape) !== typeOfJson(value)) return false;
  if (shape.kind !== 'number' || typeof value !== 'number') return true;
  if (shape.values) return shape.values.includes(value);
  return value >= (shape.least ?? Number.NEGATIVE_INFINITY) && (!shape.whole || Number.isInteger(value));
}

/** A shape in words, as in "must be …". */
export function describe(shape: Shape): string {
  if (shape.kind === 'either') return [...new Set(shape.shapes.map(describe))].join(' or ');
  if (shape.kind === 'text') return shape.values ? oneOfSome(shape.values) : 'text';
  if (shape.kind === 'number' && shape.values) return oneOf(shape.values.map(String)).replaceAll('"', '');
  if (shape.kind === 'number')
    return `a ${shape.whole ? 'whole ' : ''}number${shape.least === undefined ? '' : ` from ${shape.least}`}`;
  if (shape.kind === 'schema') return 'a JSON Schema';
  return inWords[jsonTypeOf(shape) ?? 'object'];
}

/** Nobody reads eighty names. */
const oneOfSome = (values: readonly string[]): string =>
  values.length > 12 ? `a known name, such as ${oneOf(values.slice(0, 3))}` : oneOf(values);

const inWords: Readonly<Record<JsonType, string>> = {
  null: 'null',
  boolean: 'true or false',
  number: 'a number',
  text: 'text',
  list: 'a list',
  object: 'an object',
};

/** A value in words, as in "not …". */
export const describeJson = (value: Json | undefined): string => {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `"${short(value)}"`;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : inWords[typeOfJson(value)];
};

/** A name short enough for a message. */
export const short = (value: string): string => (value.length > 60 ? `${value.slice(0, 57)}…` : value);
/** For use within a sentence. */
export const lower = (what: string): string =>
  what.startsWith('"') ? what : what.charAt(0).toLowerCase() + what.slice(1);
