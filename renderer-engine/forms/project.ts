import { followDefinition } from '../document/schema-part.ts';
import { validatorFor } from '../document/schema-validator.ts';
import type { Json, JsonObject, JsonSchema } from '../document/types.ts';
import { isTooDeep } from '../document/value-depth.ts';

/** Makes a value what its schema declares; undefined stands for "not there". */
export type Projector = (value: Json | undefined) => Json | undefined;

/**
 * The projection rule (language.md 4.1): undeclared properties are removed, defaults filled in, own properties only.
 * What does not fit its schema is left as it is, for validation to report.
 */
export const project = (value: Json | undefined, schema: JsonSchema): Json | undefined =>
  isTooDeep(value, schema) ? value : projectorFor(schema, schema)(value);

type SchemaObject = Exclude<JsonSchema, boolean>;

/** Made once per schema and the schema it stands in, which is what its references mean. */
const made = new WeakMap<object, WeakMap<object, Projector>>();
const same: Projector = (value) => value;

function projectorFor(schema: JsonSchema, root: JsonSchema): Projector {
  if (typeof schema === 'boolean' || typeof root === 'boolean') return same;
  const ofRoot = made.get(root) ?? new WeakMap<object, Projector>();
  made.set(root, ofRoot);
  const known = ofRoot.get(schema);
  if (known) return known;
  // A recursive type meets itself while it is being made.
  let projector: Projector = same;
  ofRoot.set(schema, (value) => projector(value));
  const followed = followDefinition(schema, (root['$defs'] ?? null) as Readonly<Record<string, JsonSchema>> | null);
  projector = typeof followed === 'boolean' ? same : makeProjector(followed, root);
  ofRoot.set(schema, projector);
  return projector;
}

function makeProjector(schema: SchemaObject, root: SchemaObject): Projector {
  const fallback = schema['default'];
  const list = listProjector(schema, root);
  const map = mapProjector(schema, root);
  const branches = branchesOf(schema, root);
  if (fallback === undefined && list === same && map === same && branches.length === 0) return same;
  return (value) => {
    if (value === undefined) return fallback;
    if (value === null || typeof value !== 'object') return value;
    const branch = branches.find(({ fits }) => fits(value));
    if (branch) return branch.project(value);
    return Array.isArray(value) ? list(value) : map(value);
  };
}

/** Of alternatives, the first the value fits. */
function branchesOf(schema: SchemaObject, root: SchemaObject) {
  const branches = schema['oneOf'] ?? schema['anyOf'];
  if (!Array.isArray(branches) || schema['properties']) return [];
  return (branches as readonly JsonSchema[]).map((branch) => {
    const definitions = typeof branch === 'object' && root['$defs'] !== undefined ? { $defs: root['$defs'] } : {};
    const validate = validatorFor(typeof branch === 'object' ? { ...definitions, ...branch } : branch);
    return { fits: (value: Json) => validate(value) === null, project: projectorFor(branch, root) };
  });
}

function listProjector(schema: SchemaObject, root: SchemaObject): Projector {
  const items = schema['items'];
  if (items === undefined || typeof items === 'boolean') return same;
  const item = projectorFor(items as JsonSchema, root);
  return item === same ? same : (list) => (list as readonly Json[]).map((one) => item(one) ?? null);
}

function mapProjector(schema: SchemaObject, root: SchemaObject): Projector {
  const properties = (schema['properties'] ?? null) as Readonly<Record<string, JsonSchema>> | null;
  const additional = (schema['additionalProperties'] ?? null) as JsonSchema | null;
  if (!properties && (additional === null || additional === true)) return same;
  const declared = Object.entries(properties ?? {}).map(([name, one]) => [name, projectorFor(one, root)] as const);
  const names = new Set(declared.map(([name]) => name));
  const changing = declared.filter(([, projector]) => projector !== same);
  const others = additional === null || additional === false ? null : projectorFor(additional, root);
  /** Most answers are what was declared, and then nothing has to be copied. */
  const isUnchanged = (map: JsonObject): boolean => {
    if (Object.getPrototypeOf(map) !== Object.prototype) return false;
    for (const name in map) if (map[name] === undefined || !names.has(name)) return false;
    return changing.every(([name, projector]) => {
      const value = Object.hasOwn(map, name) ? map[name] : undefined;
      return projector(value) === value;
    });
  };
  return (value) => {
    const map = value as JsonObject;
    if (isUnchanged(map)) return map;
    const result: Record<string, Json> = {};
    for (const [name, projector] of declared) {
      const projected = projector(Object.hasOwn(map, name) ? map[name] : undefined);
      if (projected !== undefined) result[name] = projected;
    }
    if (others) {
      for (const name of Object.keys(map)) {
        const projected = names.has(name) ? undefined : others(map[name]);
        if (projected !== undefined) result[name] = projected;
      }
    }
    return result;
  };
}
