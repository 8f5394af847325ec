import type { Json, JsonObject, JsonSchema } from '../document/types.ts';
import type { DocumentView } from './project.ts';
import { nodeAt, type TextNode } from './text.ts';

/** A JSON Schema, and the document whose `$ref`s it holds. */
export interface OwnedSchema {
  readonly schema: JsonSchema;
  readonly owner: DocumentView | null;
}

const deepest = 16;

/** Follows `$ref`, whose siblings count on top. What leads nowhere allows everything. */
export function schemaAt(schema: JsonSchema, owner: DocumentView | null, depth = 0): OwnedSchema {
  const reference = typeof schema === 'object' ? schema['$ref'] : undefined;
  if (typeof schema !== 'object' || typeof reference !== 'string' || !owner) return { schema, owner };
  const target = depth < deepest ? followed(reference, owner) : null;
  if (!target) return { schema: true, owner };
  const found = schemaAt(target.view.text.valueOf(target.node) as JsonSchema, target.view, depth + 1);
  const { $ref: _, ...siblings } = schema as JsonObject;
  if (typeof found.schema === 'boolean') return { schema: siblings as JsonSchema, owner: found.owner };
  return { schema: { ...(found.schema as JsonObject), ...siblings } as JsonSchema, owner: found.owner };
}

/** What `alias#/defs/…` leads to. */
export function followed(
  reference: string,
  owner: DocumentView,
): { readonly view: DocumentView; readonly node: TextNode; readonly keys: readonly string[] } | null {
  const hash = reference.indexOf('#');
  if (hash < 0) return null;
  const alias = reference.slice(0, hash);
  const view = alias === '' ? owner : owner.used(alias);
  const keys = reference
    .slice(hash + 2)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const node = view && nodeAt(view.text.tree, keys);
  return view && node ? { view, node, keys } : null;
}

/** The schema of a part of a value: below a key of an object, or an item of a list. */
export function childSchema(owned: OwnedSchema, key: string | number, value: TextNode | undefined): OwnedSchema {
  for (const { schema, owner } of branches(owned, value)) {
    if (typeof schema === 'boolean') continue;
    if (typeof key === 'number' || value?.type === 'array') {
      const prefix = schema['prefixItems'];
      const items = Array.isArray(prefix) && prefix[Number(key)] !== undefined ? prefix[Number(key)] : schema['items'];
      if (items !== undefined) return schemaAt(items as JsonSchema, owner);
      continue;
    }
    const properties = schema['properties'] as Readonly<Record<string, JsonSchema>> | undefined;
    if (properties && Object.hasOwn(properties, key)) return schemaAt(properties[key]!, owner);
    const rest = schema['additionalProperties'];
    if (typeof rest === 'object') return schemaAt(rest as JsonSchema, owner);
  }
  return { schema: true, owner: owned.owner };
}

/** A schema and every alternative in it that a value may follow, the fitting ones first. */
export function branches(owned: OwnedSchema, value?: TextNode): readonly OwnedSchema[] {
  const { schema, owner } = schemaAt(owned.schema, owned.owner);
  if (typeof schema === 'boolean') return [{ schema, owner }];
  const inner = ['anyOf', 'oneOf', 'allOf'].flatMap((keyword) => {
    const list = schema[keyword];
    return Array.isArray(list)
      ? list.flatMap((one: Json) => branches({ schema: one as JsonSchema, owner }, value))
      : [];
  });
  const wanted = value?.type === 'object' || value?.type === 'array' ? value.type : null;
  const fits = (one: OwnedSchema) => typeof one.schema === 'object' && one.schema['type'] === wanted;
  const all = [{ schema, owner }, ...inner];
  return wanted ? [...all.filter(fits), ...all.filter((one) => !fits(one))] : all;
}

/** Properties an object may have by its schema, with the names it must have. */
export function propertySchemas(
  owned: OwnedSchema,
  value?: TextNode,
): readonly { readonly name: string; readonly required: boolean; readonly owned: OwnedSchema }[] {
  return branches(owned, value).flatMap(({ schema, owner }) => {
    if (typeof schema === 'boolean') return [];
    const required: readonly Json[] = Array.isArray(schema['required']) ? schema['required'] : [];
    const properties = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
    return Object.entries(properties).map(([name, own]) => ({
      name,
      required: required.includes(name),
      owned: schemaAt(own, owner),
    }));
  });
}

/** Values a schema lists: enum, const, booleans. */
export function listedValues(owned: OwnedSchema): readonly Json[] {
  return branches(owned).flatMap(({ schema }) => {
    if (typeof schema === 'boolean') return [];
    if (Array.isArray(schema['enum'])) return schema['enum'] as readonly Json[];
    if ('const' in schema) return [schema['const'] as Json];
    return schema['type'] === 'boolean' ? [true, false] : [];
  });
}

/** A schema in a few words, for hovers and details: `"sm" | "md"`, `list of object`, `text`. */
export function describeSchema(owned: OwnedSchema, depth = 0): string {
  const { schema, owner } = schemaAt(owned.schema, owned.owner);
  if (typeof schema === 'boolean' || depth > 3) return 'anything';
  if (Array.isArray(schema['enum'])) return describeValues(schema['enum'] as readonly Json[]);
  if ('const' in schema) return JSON.stringify(schema['const']);
  for (const keyword of ['anyOf', 'oneOf']) {
    const list = schema[keyword];
    if (!Array.isArray(list)) continue;
    return [...new Set(list.map((one: Json) => describeSchema({ schema: one as JsonSchema, owner }, depth + 1)))].join(
      ' | ',
    );
  }
  const { type } = schema;
  if (type === 'array')
    return `list of ${describeSchema({ schema: (schema['items'] ?? true) as JsonSchema, owner }, depth + 1)}`;
  if (Array.isArray(type)) return type.map((one) => words[String(one)] ?? String(one)).join(' | ');
  return words[String(type)] ?? 'anything';
}

/** The first of many values stand for the rest. */
function describeValues(values: readonly Json[]): string {
  const told = (values.length > mostTold ? values.slice(0, 3) : values).map((one) => JSON.stringify(one));
  return [...told, ...(values.length > mostTold ? ['…'] : [])].join(' | ');
}
const mostTold = 12;

const words: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'true | false',
  object: 'object',
  array: 'list',
  null: 'null',
};

/** How a value of a schema begins. */
export function valueSnippet(owned: OwnedSchema, place = 0): string {
  const { schema } = owned;
  if (typeof schema === 'boolean') return `$${place}`;
  const kind = schema['type'] ?? (listedValues(owned).every((value) => typeof value === 'string') ? 'string' : null);
  if (Array.isArray(schema['anyOf'])) return listedValues(owned).length > 0 ? `"$${place}"` : `$${place}`;
  if (kind === 'string') return `"$${place}"`;
  if (kind === 'array') return `[$${place}]`;
  return kind === 'object' ? `{ $${place} }` : `$${place}`;
}

/** A JSON Schema of a manifest's entry. Its `$ref`s belong to the manifest and are left open. */
export const openSchema = (schema: Json | undefined): OwnedSchema => ({
  schema: (schema ?? true) as JsonSchema,
  owner: null,
});
