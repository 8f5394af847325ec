import { pointerKeys } from '../document/pointer.ts';
import { itemPart, propertyPart } from '../document/schema-part.ts';
import type { Json, JsonObject, JsonSchema } from '../document/types.ts';
import { instantOfLocalTime } from './local-time.ts';

/** A submitted field: its `name`, which is a JSON Pointer, and its text. */
export type SubmittedField = readonly [name: string, text: string];

/**
 * Submitted fields → the value of a form (language.md 4.2): repeated names become a list, an unchecked box that was
 * shown false, empty text nothing; numbers and booleans are read in JSON spelling, anything else stays text and is
 * layer 1's business. Names that the schema does not have are left out.
 *
 * @param shown Pointers of the inputs that were on the page; only they can be unchecked.
 * @param timeZone Of the reader: a day and time without a zone, as browsers send them, is meant there.
 */
export function decodeFields(
  fields: Iterable<SubmittedField>,
  schema: JsonSchema,
  shown: readonly string[] = [],
  timeZone = 'UTC',
): JsonObject {
  const texts = new Map<string, string[]>();
  for (const [name, text] of fields) texts.set(name, [...(texts.get(name) ?? []), text]);
  const value: Record<string, Json> = {};
  for (const pointer of new Set([...texts.keys(), ...shown])) {
    const keys = pointer.startsWith('/') ? pointerKeys(pointer) : [];
    const field = keys.length > 0 ? schemaAt(schema, keys) : null;
    const decoded = field === null ? undefined : decodeField(texts.get(pointer) ?? [], field, timeZone);
    if (decoded !== undefined) place(value, keys, decoded);
  }
  return value;
}

function decodeField(texts: readonly string[], schema: JsonSchema, timeZone: string): Json | undefined {
  if (typeof schema === 'object' && schema['type'] === 'array') {
    const items = itemPart(schema) ?? true;
    return texts.filter((text) => text !== '').map((text) => decodeText(text, items, timeZone));
  }
  if (typeof schema === 'object' && schema['type'] === 'boolean' && texts.length === 0) return false;
  const text = texts.at(-1);
  return text === undefined || text === '' ? undefined : decodeText(text, schema, timeZone);
}

function decodeText(text: string, schema: JsonSchema, timeZone: string): Json {
  const types = typeof schema === 'object' ? [schema['type'] ?? []].flat() : [];
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  const isNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text);
  if (isNumber && (types.includes('number') || types.includes('integer'))) return Number(text);
  if (typeof schema === 'object' && types.length === 0 && Array.isArray(schema['enum'])) {
    return schema['enum'].find((option) => String(option) === text) ?? text;
  }
  return typeof schema === 'object' ? decodeTime(text, schema['format'], timeZone) : text;
}

/** Controls of browsers leave out what JSON Schema asks for: the zone, and seconds that are zero. */
function decodeTime(text: string, format: Json | undefined, timeZone: string): string {
  if (format === 'date-time') return instantOfLocalTime(text, timeZone) ?? text;
  const isTime = (format === 'time' || format === 'iso-time') && /^\d\d:\d\d(?::\d\d)?$/.test(text);
  if (!isTime) return text;
  return (text.length === 5 ? `${text}:00` : text) + (format === 'time' ? 'Z' : '');
}

function schemaAt(root: JsonSchema, keys: readonly string[]): JsonSchema | null {
  let schema: JsonSchema = root;
  for (const key of keys) {
    if (typeof schema !== 'object') return null;
    const part: JsonSchema | undefined = (isIndex(key) ? itemPart(schema) : undefined) ?? propertyPart(schema, key);
    if (part === undefined) return null;
    schema = part;
  }
  return schema;
}

const isIndex = (key: string): boolean => /^(?:0|[1-9]\d{0,3})$/.test(key);

/** Keys come from the schema and list indexes, so nothing can be placed outside of the value. */
function place(value: Record<string, Json>, keys: readonly string[], decoded: Json): void {
  let target: Record<string, Json> = value;
  keys.forEach((key, at) => {
    if (at === keys.length - 1) target[key] = decoded;
    else {
      if (!Object.hasOwn(target, key)) target[key] = (isIndex(keys[at + 1]!) ? [] : {}) as Json;
      target = target[key] as Record<string, Json>;
    }
  });
}
