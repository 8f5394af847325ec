import { canonical } from '../document/canonical.ts';
import { step } from '../document/pointer.ts';
import { definitionReference, followDefinition } from '../document/schema-part.ts';
import type { Json, JsonObject, JsonSchema } from '../document/types.ts';
import {
  bounds,
  compareBound,
  compareMultiple,
  compareValues,
  incomparable,
  type Place,
  type SchemaDifference,
  type SchemaDifferenceKind,
  type SchemaObject,
} from './schema-values.ts';

export type { SchemaDifference, SchemaDifferenceKind } from './schema-values.ts';

/**
 * The differences between two flattened schemas (language.md 10.2), compared as closed ones: what neither declares is
 * removed before anybody reads it, so that an optional property may be added safely.
 */
export function schemaDifferences(before: JsonSchema, after: JsonSchema): readonly SchemaDifference[] {
  const found: SchemaDifference[] = [];
  compare(before, after, { pointer: '', at: '', compared: sameTypes(before, after), found, roots: [before, after] });
  return found;
}

/** Recursive types that both schemas are themselves: what differs in them is told where they are written out. */
function sameTypes(before: JsonSchema, after: JsonSchema): Set<string> {
  const [one, other] = [before, after].map((schema) => new Set(ownNames(schema)));
  return new Set([...one!].filter((name) => other!.has(name)).map((name) => `${name} ${name}`));
}

function ownNames(schema: JsonSchema): readonly string[] {
  if (typeof schema === 'boolean' || schema['$defs'] === undefined) return [];
  const { $defs: definitions, ...layer } = schema;
  const own = canonical(layer);
  return Object.entries(definitions as Readonly<Record<string, Json>>)
    .filter(([, type]) => canonical(type) === own)
    .map(([name]) => referenceOf(definitionReference(name)));
}

/** Whether every value that fits one schema is accepted by the other, once projected; false when it is not certain. */
export const acceptsEvery = (accepting: JsonSchema, given: JsonSchema): boolean =>
  refusals(accepting, given).length === 0;

/** Why a schema does not accept every value that fits another one; `[]` when it does. */
export const refusals = (accepting: JsonSchema, given: JsonSchema): readonly SchemaDifference[] =>
  schemaDifferences(given, accepting).filter(({ kind }) => refusing.has(kind));

const refusing: ReadonlySet<SchemaDifferenceKind> = new Set(['added-required', 'required', 'narrowed', 'changed']);

function compare(rawBefore: JsonSchema, rawAfter: JsonSchema, place: Place): void {
  const pair = `${referenceOf(rawBefore)} ${referenceOf(rawAfter)}`;
  if (pair !== ' ' && place.compared.has(pair)) return;
  if (pair !== ' ') place.compared.add(pair);
  const before = dereferenced(rawBefore, place.roots[0]);
  const after = dereferenced(rawAfter, place.roots[1]);
  if (before === after) return;
  const tell = (kind: SchemaDifferenceKind, keyword = '') =>
    void place.found.push({
      kind,
      pointer: keyword === '' ? place.pointer : step(place.pointer, keyword),
      at: place.at,
      before: keyword === '' ? (before as Json) : keywordValue(before, keyword),
      after: keyword === '' ? (after as Json) : keywordValue(after, keyword),
    });
  if (isAnything(before) && isAnything(after)) return;
  if (isAnything(before) || after === false) {
    tell('narrowed');
    return;
  }
  if (isAnything(after) || before === false) {
    tell('widened');
    return;
  }
  const [left, right] = [before as SchemaObject, after as SchemaObject];
  compareValues(left, right, tell);
  for (const keyword in bounds) compareBound(left, right, keyword, tell);
  for (const keyword of incomparable) {
    const [one, other] = [left[keyword], right[keyword]];
    if (one === undefined && other === undefined) continue;
    if (one === undefined) tell('narrowed', keyword);
    else if (other === undefined) tell('widened', keyword);
    else if (canonical(one) !== canonical(other)) tell('changed', keyword);
  }
  compareMultiple(left['multipleOf'], right['multipleOf'], tell);
  if ((left['uniqueItems'] ?? false) !== (right['uniqueItems'] ?? false))
    tell(right['uniqueItems'] === true ? 'narrowed' : 'widened', 'uniqueItems');
  if (canonical(left['default'] ?? null) !== canonical(right['default'] ?? null)) tell('default', 'default');
  compareProperties(left, right, place);
  compareItems(left, right, place);
}

function compareProperties(left: SchemaObject, right: SchemaObject, place: Place): void {
  const [one, other] = [propertiesOf(left), propertiesOf(right)];
  const [needed, nowNeeded] = [requiredOf(left), requiredOf(right)];
  for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const inner: Place = {
      ...place,
      pointer: step(step(place.pointer, 'properties'), name),
      at: place.at === '' ? name : `${place.at}.${name}`,
    };
    const tell = (kind: SchemaDifferenceKind) =>
      void place.found.push({
        kind,
        pointer: inner.pointer,
        at: inner.at,
        before: Object.hasOwn(one, name) ? (one[name] as Json) : null,
        after: Object.hasOwn(other, name) ? (other[name] as Json) : null,
      });
    if (!Object.hasOwn(one, name)) tell(nowNeeded.has(name) ? 'added-required' : 'added-optional');
    else if (!Object.hasOwn(other, name)) tell('removed');
    else {
      if (needed.has(name) !== nowNeeded.has(name)) tell(nowNeeded.has(name) ? 'required' : 'optional');
      compare(one[name]!, other[name]!, inner);
    }
  }
  // A map: everything that is not declared has this schema.
  const [rest, newRest] = [restOf(left), restOf(right)];
  const inner = { ...place, pointer: step(place.pointer, 'additionalProperties'), at: `${place.at}{}` };
  if (rest !== null && newRest !== null) compare(rest, newRest, inner);
  else if (rest !== null || newRest !== null)
    place.found.push({
      kind: newRest === null ? 'narrowed' : 'widened',
      pointer: inner.pointer,
      at: inner.at,
      before: rest as Json,
      after: newRest as Json,
    });
}

function compareItems(left: SchemaObject, right: SchemaObject, place: Place): void {
  const [one, other] = [left['items'] ?? true, right['items'] ?? true] as [JsonSchema, JsonSchema];
  compare(one, other, { ...place, pointer: step(place.pointer, 'items'), at: `${place.at}[]` });
}

/** What is declared. What is required without being declared is never there: projection removes it. */
const propertiesOf = (schema: SchemaObject): Readonly<Record<string, JsonSchema>> => ({
  ...Object.fromEntries(((schema['required'] ?? []) as readonly string[]).map((name) => [name, false])),
  ...(schema['properties'] as Readonly<Record<string, JsonSchema>> | undefined),
});

/** What has a default is never missing. */
const requiredOf = (schema: SchemaObject): ReadonlySet<string> => {
  const properties = propertiesOf(schema);
  const hasDefault = (name: string) =>
    Object.hasOwn(properties, name) && (properties[name] as JsonObject)['default'] !== undefined;
  return new Set(((schema['required'] ?? []) as readonly string[]).filter((name) => !hasDefault(name)));
};

/** The schema of a map's values; null for an object that has only what it declares. */
function restOf(schema: SchemaObject): JsonSchema | null {
  const rest = schema['additionalProperties'] as JsonSchema | undefined;
  return rest === undefined || typeof rest === 'boolean' ? null : rest;
}

const isAnything = (schema: JsonSchema): boolean =>
  schema === true || (typeof schema === 'object' && Object.keys(schema).every((keyword) => annotations.has(keyword)));

const annotations: ReadonlySet<string> = new Set(
  '$comment $defs title description deprecated readOnly writeOnly examples x-ui'.split(' '),
);

const keywordValue = (schema: JsonSchema, keyword: string): Json =>
  typeof schema === 'object' ? (schema[keyword] ?? null) : null;

const referenceOf = (schema: JsonSchema): string =>
  typeof schema === 'object' && typeof schema['$ref'] === 'string' ? schema['$ref'] : '';

function dereferenced(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const definitions = typeof root === 'object' ? root['$defs'] : undefined;
  return followDefinition(schema, (definitions ?? null) as Readonly<Record<string, JsonSchema>> | null);
}
