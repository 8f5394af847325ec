import type { Json, JsonObject, JsonSchema } from '../document/types.ts';
import type { MapType, Type } from './type.ts';
import { propertyOf } from './type-merge.ts';
import { anyType, neverType, nullable, typeOfValue, union } from './types.ts';

/** Deeper schemas are not looked into; expressions rarely go three levels. */
const deepest = 32;

/** What a JSON Schema (without `$ref`: they are resolved before) says about a value. */
export function typeOfSchema(schema: JsonSchema): Type {
  return read(schema, 0);
}

function read(schema: JsonSchema, depth: number): Type {
  if (schema === true || depth > deepest) return anyType;
  if (schema === false) return neverType;
  const parts = [own(schema, depth)];
  for (const keyword of ['anyOf', 'oneOf']) {
    const branches = schemas(schema[keyword]);
    if (branches.length > 0) parts.push(union(...branches.map((branch) => read(branch, depth + 1))));
  }
  for (const part of schemas(schema['allOf'])) parts.push(read(part, depth + 1));
  return parts.reduce(both);
}

function own(schema: JsonObject, depth: number): Type {
  if ('const' in schema) return formatted(typeOfValue(schema['const']), schema);
  const values = schema['enum'];
  if (Array.isArray(values)) return union(...values.map((value: Json) => typeOfValue(value)));
  const kinds = kindsOf(schema);
  return kinds.length === 0 ? anyType : union(...kinds.map((kind) => typeOfKind(kind, schema, depth)));
}

function kindsOf(schema: JsonObject): readonly Json[] {
  const type = schema['type'];
  if (typeof type === 'string') return [type];
  if (Array.isArray(type)) return type;
  if ('properties' in schema || 'additionalProperties' in schema) return ['object'];
  return 'items' in schema || 'prefixItems' in schema ? ['array'] : [];
}

function typeOfKind(kind: Json, schema: JsonObject, depth: number): Type {
  switch (kind) {
    case 'null':
      return { null: true };
    case 'boolean':
      return { boolean: true };
    case 'number':
    case 'integer':
      return { number: true };
    case 'string':
      return formatted({ text: true }, schema);
    case 'array':
      return { list: itemOf(schema, depth) };
    case 'object':
      return { map: mapOfSchema(schema, depth) };
    default:
      return anyType;
  }
}

function formatted(type: Type, { format }: JsonObject): Type {
  if (!type.text) return type;
  if (format === 'date') return { date: true };
  return format === 'date-time' ? { datetime: true } : type;
}

function itemOf(schema: JsonObject, depth: number): Type {
  const first = schemas(schema['prefixItems']).map((item) => read(item, depth + 1));
  const rest = isSchema(schema['items']) ? read(schema['items'], depth + 1) : first.length > 0 ? neverType : anyType;
  return union(...first, rest);
}

function mapOfSchema(schema: JsonObject, depth: number): MapType {
  const declared = isObject(schema['properties']) ? schema['properties'] : {};
  const required: readonly Json[] = Array.isArray(schema['required']) ? schema['required'] : [];
  const properties = Object.entries(declared).map(([name, property]) => {
    const type = isSchema(property) ? read(property, depth + 1) : anyType;
    return [name, required.includes(name) || hasDefault(property) ? type : nullable(type)] as const;
  });
  return { properties: Object.fromEntries(properties), rest: restOf(schema, properties.length > 0, depth) };
}

/** Without `additionalProperties`, reading what is not declared is taken for a mistake once anything is declared. */
function restOf(schema: JsonObject, declares: boolean, depth: number): Type | null {
  const additional = schema['additionalProperties'];
  if (additional === undefined) return declares ? null : anyType;
  if (additional === false || !isSchema(additional)) return null;
  return nullable(read(additional, depth + 1));
}

/** Defaults apply before anything reads the value (language.md 2.2). */
const hasDefault = (schema: Json | undefined): boolean => isObject(schema) && (schema['default'] ?? null) !== null;

/** What both schemas of an `allOf` allow; where they say different kinds, the narrower known one wins. */
function both(a: Type, b: Type): Type {
  if (a.any) return b;
  if (b.any) return a;
  const list = a.list && b.list && both(a.list, b.list);
  const map = a.map && b.map && bothMaps(a.map, b.map);
  const text = a.text && b.text && bothLiterals(a.text, b.text);
  const number = a.number && b.number && bothLiterals(a.number, b.number);
  return {
    ...(a.null && b.null && { null: true as const }),
    ...(a.boolean && b.boolean && { boolean: true as const }),
    ...(number && { number }),
    ...(text && { text }),
    ...(((a.date && (b.date || b.text)) || (b.date && a.text)) && { date: true as const }),
    ...(((a.datetime && (b.datetime || b.text)) || (b.datetime && a.text)) && { datetime: true as const }),
    ...(list && { list }),
    ...(map && { map }),
  };
}

function bothLiterals<T>(a: true | readonly T[], b: true | readonly T[]): true | readonly T[] {
  if (a === true) return b;
  return b === true ? a : a.filter((value) => b.includes(value));
}

function bothMaps(a: MapType, b: MapType): MapType {
  const names = new Set([...Object.keys(a.properties), ...Object.keys(b.properties)]);
  const properties = [...names].map((name) => {
    const left = propertyOf(a, name);
    const right = propertyOf(b, name);
    return [name, left && right ? both(left, right) : (left ?? right ?? anyType)] as const;
  });
  return { properties: Object.fromEntries(properties), rest: a.rest && b.rest ? both(a.rest, b.rest) : null };
}

function schemas(value: Json | undefined): readonly JsonSchema[] {
  return Array.isArray(value) ? value.filter(isSchema) : [];
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isSchema = (value: Json | undefined): value is JsonSchema => typeof value === 'boolean' || isObject(value);
