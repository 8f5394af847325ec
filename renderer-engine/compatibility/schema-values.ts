import { canonical } from '../document/canonical.ts';
import type { Json, JsonSchema } from '../document/types.ts';

/** How one place of a schema differs from what it was, seen by whoever writes values for it. */
export type SchemaDifferenceKind =
  | 'added-optional'
  | 'added-required'
  | 'removed'
  | 'required'
  | 'optional'
  | 'widened'
  | 'narrowed'
  | 'default'
  /** Neither wider nor narrower, or too hard to tell. */
  | 'changed';

export interface SchemaDifference {
  readonly kind: SchemaDifferenceKind;
  /** Into the schema. */
  readonly pointer: string;
  /** Path of the value, as in `items[].name`; `''` is the value itself. */
  readonly at: string;
  readonly before: Json | null;
  readonly after: Json | null;
}

/** Where a comparison is, and what it has found so far. */
export interface Place {
  readonly pointer: string;
  readonly at: string;
  /** Pairs of references that were met: a recursive type is compared once. */
  readonly compared: Set<string>;
  readonly found: SchemaDifference[];
  /** What local references of either side lead into. */
  readonly roots: readonly [JsonSchema, JsonSchema];
}

export type SchemaObject = Exclude<JsonSchema, boolean>;

/** `type`, `enum` and `const`: the values themselves. */
export function compareValues(
  left: SchemaObject,
  right: SchemaObject,
  tell: (kind: SchemaDifferenceKind, keyword?: string) => void,
): void {
  const [one, other] = [valuesOf(left), valuesOf(right)];
  if (one && other) {
    const lost = one.some((value) => !other.includes(value));
    const gained = other.some((value) => !one.includes(value));
    if (lost || gained) tell(lost && gained ? 'changed' : lost ? 'narrowed' : 'widened', keywordOf(right, left));
    return;
  }
  const [types, newTypes] = [typesOf(left), typesOf(right)];
  if (one) {
    // A list of values became a type: wider when all of them are of that type.
    const fits = newTypes === null || one.every((value) => isOfType(JSON.parse(value), newTypes));
    tell(fits ? 'widened' : 'changed', keywordOf(left, right));
  } else if (other) {
    const fits = types === null || other.every((value) => isOfType(JSON.parse(value), types));
    tell(fits ? 'narrowed' : 'changed', keywordOf(right, left));
  } else if (types && newTypes) {
    const lost = types.some((type) => !covers(newTypes, type));
    const gained = newTypes.some((type) => !covers(types, type));
    if (lost || gained) tell(lost && gained ? 'changed' : lost ? 'narrowed' : 'widened', 'type');
  } else if (types || newTypes) tell(newTypes ? 'narrowed' : 'widened', 'type');
}

const keywordOf = (...schemas: readonly SchemaObject[]): string =>
  schemas.some((schema) => schema['enum'] !== undefined) ? 'enum' : 'const';

function valuesOf(schema: SchemaObject): readonly string[] | null {
  if (schema['const'] !== undefined) return [canonical(schema['const'])];
  const values = schema['enum'];
  return Array.isArray(values) ? values.map((value: Json) => canonical(value)) : null;
}

/** Null when any type will do. */
function typesOf(schema: SchemaObject): readonly string[] | null {
  const type = schema['type'];
  if (typeof type === 'string') return [type];
  if (Array.isArray(type)) return type as readonly string[];
  if (schema['properties'] !== undefined) return ['object'];
  return schema['items'] === undefined ? null : ['array'];
}

const covers = (types: readonly string[], type: string): boolean =>
  types.includes(type) || (type === 'integer' && types.includes('number'));

function isOfType(value: Json, types: readonly string[]): boolean {
  if (value === null) return types.includes('null');
  if (Array.isArray(value)) return types.includes('array');
  if (typeof value === 'number')
    return types.includes('number') || (types.includes('integer') && Number.isInteger(value));
  return types.includes(typeof value);
}

/** Keyword → whether a larger number takes less. */
export const bounds: Readonly<Record<string, boolean>> = {
  minimum: true,
  exclusiveMinimum: true,
  minLength: true,
  minItems: true,
  minProperties: true,
  minContains: true,
  maximum: false,
  exclusiveMaximum: false,
  maxLength: false,
  maxItems: false,
  maxProperties: false,
  maxContains: false,
};

export function compareBound(
  left: SchemaObject,
  right: SchemaObject,
  keyword: string,
  tell: (kind: SchemaDifferenceKind, keyword: string) => void,
): void {
  const isLow = bounds[keyword] as boolean;
  const none = isLow ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const [one, other] = [left[keyword] ?? none, right[keyword] ?? none] as [number, number];
  if (one !== other) tell(other > one === isLow ? 'narrowed' : 'widened', keyword);
}

/** Compared as wholes: equal, only on one side, or nobody can tell. */
export const incomparable = [
  'pattern',
  'format',
  'anyOf',
  'oneOf',
  'allOf',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'patternProperties',
  'propertyNames',
  'dependentSchemas',
  'dependentRequired',
  'unevaluatedItems',
  'contentEncoding',
  'contentMediaType',
  'prefixItems',
];

export function compareMultiple(
  one: Json | undefined,
  other: Json | undefined,
  tell: (kind: SchemaDifferenceKind, keyword: string) => void,
): void {
  if (one === other) return;
  if (typeof other !== 'number') tell('widened', 'multipleOf');
  else if (typeof one !== 'number' || Number.isInteger(other / one)) tell('narrowed', 'multipleOf');
  else tell(Number.isInteger(one / other) ? 'widened' : 'changed', 'multipleOf');
}
