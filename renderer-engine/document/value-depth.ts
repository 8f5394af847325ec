import type { JsonSchema } from './types.ts';

/** Levels a value may have where its schema sets no end: whoever walks it recurses. */
export const deepestValue = 256;

/** Whether a value is nested deeper than whoever walks it can go. Schemas that say how deep at most cost no look at it. */
export function isTooDeep(value: unknown, schema: JsonSchema): boolean {
  if (typeof value !== 'object' || value === null || setsAnEnd(schema)) return false;
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepestValue) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}

/** What is refused of such a value, in words behind its name. */
export const tooDeepInWords = `is nested more than ${deepestValue} deep`;

const known = new WeakMap<object, boolean>();

function setsAnEnd(schema: JsonSchema): boolean {
  if (typeof schema === 'boolean') return !schema;
  const before = known.get(schema);
  if (before !== undefined) return before;
  const ends = isClosed(schema);
  known.set(schema, ends);
  return ends;
}

/** Keywords by which more may be in a value than `properties` and `items` say. */
const openers = [
  '$ref',
  '$defs',
  'anyOf',
  'oneOf',
  'allOf',
  'if',
  'dependentSchemas',
  'patternProperties',
  'prefixItems',
];

function isClosed(schema: Exclude<JsonSchema, boolean>): boolean {
  if (schema['enum'] !== undefined || schema['const'] !== undefined) return true;
  if (schema['type'] === undefined || openers.some((keyword) => schema[keyword] !== undefined)) return false;
  const types = [schema['type']].flat();
  return (!types.includes('array') || endsAt(schema['items'])) && (!types.includes('object') || isClosedMap(schema));
}

const endsAt = (schema: unknown): boolean => schema !== undefined && setsAnEnd(schema as JsonSchema);

/** What is not declared is left out of data; a schema for the rest is one more property. */
const isClosedMap = ({ properties, additionalProperties = false }: Exclude<JsonSchema, boolean>): boolean =>
  properties !== undefined && Object.values(properties as object).every(endsAt) && endsAt(additionalProperties);
