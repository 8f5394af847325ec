import { itemPart, propertyPart, schemaPart } from '../../document/schema-part.ts';
import { validatorFor } from '../../document/schema-validator.ts';
import type { Json, JsonObject, JsonSchema } from '../../document/types.ts';
import {
  anyType,
  describe,
  isDynamic,
  nullable,
  type Scope,
  type Type,
  typeOfSchema,
  typeOfValue,
} from '../../expressions/index.ts';
import type { Origin } from '../flow.ts';
import { checkString, inside, type Validation } from './validation.ts';

/** A value with holes, and what it is checked against. */
export interface ValueCheck {
  readonly schema: JsonSchema;
  readonly origin: Origin;
  readonly scope: Scope;
  readonly node?: string | undefined;
  /** A missing value is fine, so null is, too. */
  readonly optional: boolean;
  /** Names that strings at a path of the value see in addition: `*.value` → scope. */
  readonly scopeAt?: (path: readonly string[]) => Scope | null;
  /** Told about what does not fit; `pointer` is a place in the document. */
  readonly tell: (problem: string, origin: Origin) => void;
}

export interface CheckedValue {
  readonly type: Type;
  readonly sound: boolean;
  /** Dependency paths of all its holes. */
  readonly reads: readonly string[];
}

/** Checks a prop or an argument: constant parts by JSON Schema, holes by their static type. */
export function checkValue(value: Json, check: ValueCheck, validation: Validation): CheckedValue {
  return walk(value, check.schema, [], check.optional, check, validation);
}

/** The quick way for most values: a constant that fits. Anything else is looked at closely by `checkValue`. */
export const fitsAsItIs = (value: Json, schema: JsonSchema): boolean =>
  value !== null && !hasHoles(value) && validatorFor(schema)(value) === null;

function walk(
  value: Json,
  schema: JsonSchema,
  path: readonly string[],
  mayBeNull: boolean,
  check: ValueCheck,
  validation: Validation,
): CheckedValue {
  const origin = path.reduce<Origin>((at, key) => inside(at, key), check.origin);
  if (!hasHoles(value)) return constant(value, schema, origin, mayBeNull, check);
  if (typeof value === 'string') {
    const scope = check.scopeAt?.(path) ?? check.scope;
    const type = typeCache(schema);
    const expects = mayBeNull ? nullable(type) : type;
    const checked = checkString(value, origin, scope, validation, { node: check.node, expects });
    return { type: checked.type, sound: checked.sound, reads: checked.reads };
  }
  const branch = branchFor(value, schema);
  const wrong = shapeProblem(value, branch);
  if (wrong) {
    check.tell(wrong.problem, wrong.key === undefined ? origin : inside(origin, wrong.key));
    return { type: anyType, sound: false, reads: [] };
  }
  const parts = Object.entries(value as JsonObject).map(([key, item]) =>
    walk(
      item,
      childSchema(branch, key, Array.isArray(value)),
      [...path, key],
      isOptional(branch, key, Array.isArray(value)),
      check,
      validation,
    ),
  );
  const sound = parts.every((part) => part.sound);
  return { type: typeCache(schema), sound, reads: parts.flatMap((part) => part.reads) };
}

function constant(
  value: Json,
  schema: JsonSchema,
  origin: Origin,
  mayBeNull: boolean,
  check: ValueCheck,
): CheckedValue {
  // `$${` is an escape; the value it stands for has one dollar less, which no schema minds.
  if (value === null && mayBeNull) return { type: { null: true }, sound: true, reads: [] };
  const problem = validatorFor(schema)(value);
  if (!problem) return { type: typeOfValue(value), sound: true, reads: [] };
  check.tell(problem.problem, { unit: origin.unit, pointer: origin.pointer + problem.pointer });
  return { type: anyType, sound: false, reads: [] };
}

function hasHoles(value: Json): boolean {
  if (typeof value === 'string') return isDynamic(value);
  if (typeof value !== 'object' || value === null) return false;
  for (const key in value) if (hasHoles((value as JsonObject)[key]!)) return true;
  return false;
}

const types = new WeakMap<object, Type>();

/** The static type of a schema; the same schema object gives the same type. */
export function typeCache(schema: JsonSchema): Type {
  if (typeof schema === 'boolean') return typeOfSchema(schema);
  const known = types.get(schema);
  if (known) return known;
  const type = typeOfSchema(schema);
  types.set(schema, type);
  return type;
}

/** Of several forms, the one that a list or an object can take. */
function branchFor(value: Json, schema: JsonSchema): JsonObject {
  if (typeof schema === 'boolean') return {};
  const wanted = Array.isArray(value) ? 'array' : 'object';
  const branches = (schema['anyOf'] ?? schema['oneOf']) as readonly JsonSchema[] | undefined;
  const fitting = branches?.find((branch) => typeof branch === 'object' && branch['type'] === wanted);
  return fitting === undefined ? schema : (schemaPart(schema, fitting) as JsonObject);
}

/** What is wrong with the outside of a list or object that has holes in it. */
function shapeProblem(value: Json, schema: JsonObject): { readonly problem: string; readonly key?: string } | null {
  const type = typeCache(schema);
  const isList = Array.isArray(value);
  if (!type.any && !(isList ? type.list : type.map)) return { problem: `must be ${describe(type)}` };
  if (isList) return null;
  const map = value as JsonObject;
  const properties = (schema['properties'] ?? {}) as JsonObject;
  const missing = ((schema['required'] ?? []) as readonly string[]).find((name) => !Object.hasOwn(map, name));
  if (missing !== undefined) return { problem: `needs "${missing}"` };
  if (schema['additionalProperties'] !== false) return null;
  const extra = Object.keys(map).find((name) => !Object.hasOwn(properties, name));
  return extra === undefined ? null : { problem: `has no "${extra}"`, key: extra };
}

function childSchema(schema: JsonObject, key: string, isList: boolean): JsonSchema {
  if (isList) return itemPart(schema) ?? true;
  const property = propertyPart(schema, key);
  if (property !== undefined) return property;
  const rest = schema['additionalProperties'];
  return typeof rest === 'object' && rest !== null ? schemaPart(schema, rest as JsonSchema) : true;
}

/** A property that may be left out may be null, too; an item of a list may not. */
const isOptional = ({ required }: JsonObject, key: string, isList: boolean): boolean =>
  !isList && !(Array.isArray(required) && required.includes(key));

/** The path of a value as the definitions write it: list positions become `*`. */
export const scopePath = (path: readonly string[]): string =>
  path.map((key) => (/^\d+$/.test(key) ? '*' : key)).join('.');
