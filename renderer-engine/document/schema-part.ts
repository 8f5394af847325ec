import { intersectSchemas } from './intersect-schemas.ts';
import { step } from './pointer.ts';
import type { Json, JsonSchema } from './types.ts';

/** How a flattened schema speaks of one of its recursive types. */
export const definitionReference = (name: string): JsonSchema => ({ $ref: `#${step('/$defs', name)}` });

type Definitions = Readonly<Record<string, JsonSchema>>;

const definitionsOf = (whole: JsonSchema): Definitions | null =>
  typeof whole === 'object' ? ((whole['$defs'] as Definitions | undefined) ?? null) : null;

const parts = new WeakMap<object, WeakMap<object, JsonSchema>>();

/**
 * A part of a flattened schema as a schema of its own: a reference to a recursive type is followed, and the types stay
 * known in it. Whoever takes a schema apart asks here; the same part gives the same object.
 */
export function schemaPart(whole: JsonSchema, part: JsonSchema): JsonSchema {
  const definitions = definitionsOf(whole);
  if (definitions === null || typeof part === 'boolean') return part;
  const known = parts.get(definitions) ?? new WeakMap<object, JsonSchema>();
  parts.set(definitions, known);
  const made = known.get(part);
  if (made !== undefined) return made;
  const named = followDefinition(part, definitions);
  const own = typeof named === 'boolean' || named['$defs'] ? named : { ...named, $defs: definitions as Json };
  known.set(part, own);
  return own;
}

/** A property of a flattened schema; undefined when it does not declare it. */
export function propertyPart(whole: JsonSchema, name: string): JsonSchema | undefined {
  const properties = typeof whole === 'object' ? (whole['properties'] as Definitions | undefined) : undefined;
  return properties && Object.hasOwn(properties, name) ? schemaPart(whole, properties[name]!) : undefined;
}

/** What the items of a list are; undefined when nothing is said about them. */
export function itemPart(whole: JsonSchema): JsonSchema | undefined {
  const items = typeof whole === 'object' ? whole['items'] : undefined;
  return items === undefined ? undefined : schemaPart(whole, items as JsonSchema);
}

/** What a reference among `$defs` stands for, with what is written beside it; any other schema as it is. */
export function followDefinition(schema: JsonSchema, definitions: Definitions | null): JsonSchema {
  const name = definitionName(schema);
  if (name === null || typeof schema === 'boolean' || definitions === null) return schema;
  const target = Object.hasOwn(definitions, name) ? definitions[name]! : true;
  const { $ref: _, ...beside } = schema;
  return Object.keys(beside).length === 0 ? target : intersectSchemas(target, beside).schema;
}

/** The recursive type a schema refers to; null when it refers to none. */
export function definitionName(schema: JsonSchema): string | null {
  const reference = typeof schema === 'object' ? schema['$ref'] : undefined;
  const key = typeof reference === 'string' ? /^#\/\$defs\/([^/]+)$/.exec(reference)?.[1] : undefined;
  return key === undefined ? null : key.replaceAll('~1', '/').replaceAll('~0', '~');
}
