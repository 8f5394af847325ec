import { validatorFor } from '../document/schema-validator.ts';
import type { Json, JsonObject, JsonSchema } from '../document/types.ts';

/**
 * The projection rule (language.md 4.1): undeclared properties are removed, defaults filled in, own properties only.
 * What does not fit its schema is left as it is, for validation to report.
 */
export function project(value: Json | undefined, schema: JsonSchema, root: JsonSchema = schema): Json | undefined {
  if (typeof schema === 'boolean') return value;
  const target = follow(schema, root);
  const branch = branchFor(value, target, root);
  if (branch) return project(value, branch, root);
  if (value === undefined) return target['default'];
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return projectList(value, target, root);
  return projectMap(value as JsonObject, target, root);
}

type SchemaObject = Exclude<JsonSchema, boolean>;

/** Recursive types stay references inside their own schema: `#/…`. */
function follow(schema: SchemaObject, root: JsonSchema, depth = 0): SchemaObject {
  const reference = schema['$ref'];
  if (typeof reference !== 'string' || !reference.startsWith('#') || depth > 32) return schema;
  let target: Json = root as Json;
  for (const key of reference.split('/').slice(1)) {
    const name = decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~');
    if (target === null || typeof target !== 'object' || !Object.hasOwn(target, name)) return schema;
    target = (target as JsonObject)[name]!;
  }
  return typeof target === 'object' && target !== null && !Array.isArray(target)
    ? follow(target as SchemaObject, root, depth + 1)
    : schema;
}

/** Of alternatives, the first the value fits. */
function branchFor(value: Json | undefined, schema: SchemaObject, root: JsonSchema): SchemaObject | null {
  const branches = schema['oneOf'] ?? schema['anyOf'];
  if (!Array.isArray(branches) || value === null || typeof value !== 'object' || schema['properties']) return null;
  const fits = (branches as readonly JsonSchema[]).find(
    (branch) => typeof branch === 'object' && validatorFor(withDefinitions(branch, root))(value) === null,
  );
  return typeof fits === 'object' ? fits : null;
}

const withDefinitions = (branch: SchemaObject, root: JsonSchema): SchemaObject =>
  typeof root === 'object' && root['$defs'] !== undefined ? { $defs: root['$defs'], ...branch } : branch;

function projectList(value: readonly Json[], schema: SchemaObject, root: JsonSchema): Json {
  const items = schema['items'];
  if (items === undefined || typeof items === 'boolean') return value;
  return value.map((item) => project(item, items as JsonSchema, root) ?? null);
}

function projectMap(value: JsonObject, schema: SchemaObject, root: JsonSchema): Json {
  const properties = schema['properties'] as Readonly<Record<string, JsonSchema>> | undefined;
  const additional = schema['additionalProperties'] as JsonSchema | undefined;
  if (!properties && (additional === undefined || additional === true)) return value;
  const result: Record<string, Json> = {};
  for (const name in properties) {
    if (!Object.hasOwn(properties, name)) continue;
    const projected = project(Object.hasOwn(value, name) ? value[name] : undefined, properties[name]!, root);
    if (projected !== undefined) result[name] = projected;
  }
  if (additional === undefined || additional === false) return result;
  for (const name of Object.keys(value)) {
    if (properties && Object.hasOwn(properties, name)) continue;
    const projected = project(value[name], additional, root);
    if (projected !== undefined) result[name] = projected;
  }
  return result;
}
