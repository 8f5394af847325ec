import { definitionName } from '../document/schema-part.ts';
import type { Json, JsonObject, JsonSchema } from '../document/types.ts';
import type { MapType, Type } from './type.ts';
import { propertyOf, recursiveMap } from './type-merge.ts';
import { anyType, neverType, nullable, typeOfValue, union } from './types.ts';

/** Deeper schemas are not looked into; expressions rarely go three levels. */
const deepest = 32;

/** What a flattened JSON Schema says about a value. */
export function typeOfSchema(schema: JsonSchema): Type {
  const definitions = typeof schema === 'object' ? schema['$defs'] : undefined;
  const names = isObject(definitions) ? { definitions: definitions as Names['definitions'], types: new Map() } : null;
  return read(schema, { depth: 0, names });
}

/** Recursive types of a schema, and those of them whose type is known or being made (null). */
interface Names {
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  readonly types: Map<string, Type | null>;
}

interface Place {
  readonly depth: number;
  readonly names: Names | null;
}

const below = ({ depth, names }: Place): Place => ({ depth: depth + 1, names });

/** A type that is nothing but itself says nothing. */
function typeOfName(name: string, names: Names): Type {
  const known = names.types.get(name);
  if (known !== undefined) return known ?? anyType;
  names.types.set(name, null);
  const schema = Object.hasOwn(names.definitions, name) ? names.definitions[name]! : true;
  const type = read(schema, { depth: 0, names });
  names.types.set(name, type);
  return type;
}

function read(schema: JsonSchema, place: Place): Type {
  if (schema === true || place.depth > deepest) return anyType;
  if (schema === false) return neverType;
  const name = place.names && definitionName(schema);
  const named = name && place.names ? [typeOfName(name, place.names)] : [];
  const isNamed = named.length > 0 && Object.keys(schema).length === 1;
  const parts = isNamed ? named : [...named, own(schema, place)];
  for (const keyword of ['anyOf', 'oneOf']) {
    const branches = schemas(schema[keyword]);
    if (branches.length > 0) parts.push(union(...branches.map((branch) => read(branch, below(place)))));
  }
  for (const part of schemas(schema['allOf'])) parts.push(read(part, below(place)));
  return parts.reduce(both);
}

function own(schema: JsonObject, place: Place): Type {
  if ('const' in schema) return formatted(typeOfValue(schema['const']), schema);
  const values = schema['enum'];
  if (Array.isArray(values)) return union(...values.map((value: Json) => typeOfValue(value)));
  const kinds = kindsOf(schema);
  // One kind is taken as it is: a union would look into a list of itself.
  if (kinds.length === 1) return typeOfKind(kinds[0]!, schema, place);
  return kinds.length === 0 ? anyType : union(...kinds.map((kind) => typeOfKind(kind, schema, place)));
}

function kindsOf(schema: JsonObject): readonly Json[] {
  const type = schema['type'];
  if (typeof type === 'string') return [type];
  if (Array.isArray(type)) return type;
  if ('properties' in schema || 'additionalProperties' in schema) return ['object'];
  return 'items' in schema || 'prefixItems' in schema ? ['array'] : [];
}

function typeOfKind(kind: Json, schema: JsonObject, place: Place): Type {
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
      return listType(schema, place);
    case 'object':
      return { map: place.names ? recursiveMap(() => mapOfSchema(schema, place)) : mapOfSchema(schema, place) };
    default:
      return anyType;
  }
}

function formatted(type: Type, { format }: JsonObject): Type {
  if (!type.text) return type;
  if (format === 'date') return { date: true };
  return format === 'date-time' ? { datetime: true } : type;
}

/** A list may be one of itself, so its items are read when somebody looks. */
function listType(schema: JsonObject, place: Place): Type {
  if (!place.names) return { list: itemOf(schema, place) };
  let item: Type | null = null;
  return {
    get list() {
      if (item) return item;
      // Alternatives that ask for these items while they are being read get no answer from them.
      item = anyType;
      item = itemOf(schema, place);
      return item;
    },
  };
}

function itemOf(schema: JsonObject, place: Place): Type {
  const first = schemas(schema['prefixItems']).map((item) => read(item, below(place)));
  const rest = isSchema(schema['items']) ? read(schema['items'], below(place)) : first.length > 0 ? neverType : anyType;
  return first.length === 0 ? rest : union(...first, rest);
}

function mapOfSchema(schema: JsonObject, place: Place): MapType {
  const declared = isObject(schema['properties']) ? schema['properties'] : {};
  const required: readonly Json[] = Array.isArray(schema['required']) ? schema['required'] : [];
  const properties = Object.entries(declared).map(([name, property]) => {
    const type = isSchema(property) ? read(property, below(place)) : anyType;
    return [name, required.includes(name) || hasDefault(property) ? type : nullable(type)] as const;
  });
  return { properties: Object.fromEntries(properties), rest: restOf(schema, properties.length > 0, place) };
}

/** Without `additionalProperties`, reading what is not declared is taken for a mistake once anything is declared. */
function restOf(schema: JsonObject, declares: boolean, place: Place): Type | null {
  const additional = schema['additionalProperties'];
  if (additional === undefined) return declares ? null : anyType;
  if (additional === false || !isSchema(additional)) return null;
  return nullable(read(additional, below(place)));
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
  return a.recursive || b.recursive ? recursiveMap(() => bothProperties(a, b)) : bothProperties(a, b);
}

function bothProperties(a: MapType, b: MapType): MapType {
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
