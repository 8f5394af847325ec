import { intersectSchemas } from './intersect-schemas.ts';
import { step } from './pointer.ts';
import { definitionReference } from './schema-part.ts';
import { childSchemas, schemaLists, schemaMaps } from './schema-profile.ts';
import type { Json, JsonSchema } from './types.ts';

/** Where `$ref`s of a schema are looked up: the document in which it was written. */
export interface SchemaScope {
  /** Null when it leads nowhere; whoever looks it up tells the author. `pointer` is where the reference stands. */
  lookUp(reference: string, pointer: string): SchemaTarget | null;
}

export interface SchemaTarget {
  readonly schema: JsonSchema;
  readonly scope: SchemaScope;
  readonly pointer: string;
  /** The same for every reference to this place, e.g. `acme/types@1.0.0#/defs/types/Order`. */
  readonly name: string;
}

/** What flattening may find. Pointers are places in the document of the schema it was called with. */
export type FlattenProblem =
  | { readonly kind: 'cycle'; readonly path: readonly string[]; readonly pointer: string }
  | {
      readonly kind: 'unsatisfiable';
      readonly problem: string;
      readonly pointer: string;
      /** Names of the two schemas. */
      readonly sources: readonly string[];
    }
  | { readonly kind: 'too-large'; readonly pointer: string };

export interface FlattenOptions {
  readonly referenceDepth: number;
  /** Schemas the result may hold, counted as a tree. */
  readonly most: number;
  /** Schemas that all calls together may make; counts down. */
  readonly allowance: { left: number };
  readonly tell: (problem: FlattenProblem) => void;
}

/**
 * A schema without `allOf` and without references to other places (language.md 5.5). What has neither comes back as it
 * is. A type that contains itself stays a name: its first layer is written out, and where it meets itself again there is
 * `{ "$ref": "#/$defs/…" }`, with the type under `$defs` of the whole schema. `schema-part.ts` takes such schemas apart.
 */
export function flattenSchema(
  schema: JsonSchema,
  scope: SchemaScope,
  pointer: string,
  options: FlattenOptions,
): JsonSchema {
  const walk: Walk = { options, budget: options.most, told: false, types: new Map(), named: new Set(), references: 0 };
  const flat = flatten(schema, scope, pointer, { steps: [], structures: 0 }, walk);
  if (walk.named.size === 0 || typeof flat === 'boolean') return flat;
  const names = [...walk.named].filter((name) => walk.types.has(name)).sort();
  return { ...flat, $defs: Object.fromEntries(names.map((name) => [name, walk.types.get(name) as Json])) };
}

interface Walk {
  readonly options: FlattenOptions;
  budget: number;
  told: boolean;
  /** Types that lead to one which contains itself, flattened once. */
  readonly types: Map<string, JsonSchema>;
  /** Those that are spoken of by name. */
  readonly named: Set<string>;
  /** Times a type was spoken of by name. */
  references: number;
}

/** References being followed; `structures` counts the properties and items between here and the start. */
interface Path {
  readonly steps: readonly { readonly name: string; readonly structures: number }[];
  readonly structures: number;
}

/** `whole`: something else must hold as well, so that a name would not do. */
function flatten(
  schema: JsonSchema,
  scope: SchemaScope,
  pointer: string,
  path: Path,
  walk: Walk,
  whole = false,
): JsonSchema {
  // Once it is too much, nothing more is looked at: the answer is "anything" in any case.
  if (typeof schema === 'boolean') return schema;
  if (walk.told) return true;
  if (--walk.budget < 0 || --walk.options.allowance.left < 0) {
    walk.options.tell({ kind: 'too-large', pointer });
    walk.told = true;
    return true;
  }
  const { $ref, allOf, ...own } = schema as { $ref?: string; allOf?: readonly JsonSchema[] } & Record<string, Json>;
  const children = flattenChildren(
    $ref === undefined && allOf === undefined ? schema : own,
    scope,
    pointer,
    path,
    walk,
  );
  if ($ref === undefined && allOf === undefined) return children;
  const parts: JsonSchema[] = [];
  const sources: string[] = [];
  if (typeof $ref === 'string') {
    const alone = allOf === undefined && Object.keys(own).length === 0;
    parts.push(follow($ref, scope, pointer, path, walk, whole || !alone));
    sources.push($ref);
  }
  if (Array.isArray(allOf)) {
    allOf.forEach((part, index) => {
      const at = `${pointer}/allOf/${index}`;
      parts.push(flatten(part, scope, at, path, walk, true));
      sources.push(typeof part === 'object' && typeof part['$ref'] === 'string' ? part['$ref'] : `#${at}`);
    });
  }
  if (Object.keys(own).length > 0) {
    parts.push(children);
    sources.push(`#${pointer}`);
  }
  return intersectAll(parts, sources, pointer, walk.options.tell);
}

/**
 * Several schemas that must all hold, base first, e.g. one per document of an `extends` chain. `sources` names them, so
 * that two which cannot both hold are told together.
 */
export function intersectAll(
  parts: readonly JsonSchema[],
  sources: readonly string[],
  pointer: string,
  tell: (problem: FlattenProblem) => void,
): JsonSchema {
  let result: JsonSchema = parts[0] ?? true;
  parts.slice(1).forEach((part, index) => {
    const { schema, problem } = intersectSchemas(result, part);
    result = schema;
    if (!problem) return;
    const earlier = parts.slice(0, index + 1).findIndex((one) => intersectSchemas(one, part).problem !== null);
    const names = [sources[Math.max(0, earlier)], sources[index + 1]].filter((name) => name !== undefined);
    tell({ kind: 'unsatisfiable', problem, pointer, sources: names });
  });
  return result;
}

function follow(
  reference: string,
  scope: SchemaScope,
  pointer: string,
  path: Path,
  walk: Walk,
  whole: boolean,
): JsonSchema {
  const target = scope.lookUp(reference, step(pointer, '$ref'));
  if (!target) return true;
  const { steps, structures } = path;
  const before = steps.findIndex(({ name }) => name === target.name);
  // A reference that leads to itself without a property or item in between means nothing at all.
  if (before >= 0 && steps[before]?.structures === structures) {
    const names = [...steps.slice(before).map(({ name }) => name), target.name];
    walk.options.tell({ kind: 'cycle', path: names, pointer });
    return true;
  }
  const name = nameOfType(target.name);
  if (before >= 0 || (walk.types.has(name) && !whole)) {
    walk.references++;
    walk.named.add(name);
    return definitionReference(name);
  }
  if (steps.length >= walk.options.referenceDepth) {
    if (!walk.told) walk.options.tell({ kind: 'too-large', pointer });
    walk.told = true;
    return true;
  }
  const next = { steps: [...steps, { name: target.name, structures }], structures };
  const references = walk.references;
  const flat = flatten(target.schema, target.scope, target.pointer, next, walk);
  // Types that contain each other are written out once, not once per way through them.
  if (walk.references > references && !walk.types.has(name)) walk.types.set(name, flat);
  return flat;
}

/**
 * `acme/types@1.4.2#/defs/types/Order` → `acme/types@1:Order`: the same for all versions that may stand for each other,
 * so that schemas of two of them can be compared.
 */
const nameOfType = (name: string): string => name.replace(/@(\d+)[^#]*#/, '@$1#').replace(/#\/defs\/(types\/)?/, ':');

function flattenChildren(
  schema: Exclude<JsonSchema, boolean>,
  scope: SchemaScope,
  pointer: string,
  path: Path,
  walk: Walk,
): Exclude<JsonSchema, boolean> {
  const deeper = { ...path, structures: path.structures + 1 };
  const child = (value: Json, at: string) => flatten(value as JsonSchema, scope, at, deeper, walk) as Json;
  let result: Record<string, Json> | null = null;
  for (const keyword in schema) {
    const value = schema[keyword]!;
    const at = step(pointer, keyword);
    let flat: Json = value;
    if (childSchemas.has(keyword)) flat = child(value, at);
    else if (schemaLists.has(keyword))
      flat = sameOr(value as readonly Json[], (item, index) => child(item, `${at}/${index}`));
    else if (schemaMaps.has(keyword))
      flat = sameMap(value as Readonly<Record<string, Json>>, (item, key) => child(item, step(at, key)));
    if (flat !== value) result = { ...(result ?? schema), [keyword]: flat };
  }
  return result ?? schema;
}

function sameOr(list: readonly Json[], change: (item: Json, index: number) => Json): readonly Json[] {
  const changed = list.map(change);
  return changed.every((item, index) => item === list[index]) ? list : changed;
}

function sameMap(
  map: Readonly<Record<string, Json>>,
  change: (item: Json, key: string) => Json,
): Readonly<Record<string, Json>> {
  let result: Record<string, Json> | null = null;
  for (const key in map) {
    const item = change(map[key]!, key);
    if (item === map[key]) continue;
    result ??= { ...map };
    result[key] = item;
  }
  return result ?? map;
}
