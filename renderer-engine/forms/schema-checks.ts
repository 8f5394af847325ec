import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { spentInWords, withinPatternSteps } from '../document/linear-pattern.ts';
import { newAjv } from '../document/schema-validator.ts';
import type { Json, JsonObject, JsonSchema } from '../document/types.ts';
import { deepestValue, isTooDeep, tooDeepInWords } from '../document/value-depth.ts';

/** What a value breaks of its schema. */
export interface SchemaProblem {
  /** JSON Pointer into the value. */
  readonly at: string;
  /** JSON Schema keyword. */
  readonly keyword: string;
  readonly message: string;
  /** What the keyword says, e.g. `{ limit: 3 }`. */
  readonly params: JsonObject;
}

/** Every problem, `[]` when the value fits; for people who fill in forms. */
export type SchemaCheck = (value: Json) => readonly SchemaProblem[];

const checks = new WeakMap<object, SchemaCheck>();
const always: SchemaCheck = (value) => (isTooDeep(value, true) ? [tooDeep] : []);
const never: SchemaCheck = () => [{ at: '', keyword: 'false schema', message: 'must be left out', params: {} }];

/** The check of a schema; made once per schema object. */
export function checkOf(schema: JsonSchema): SchemaCheck {
  if (typeof schema === 'boolean') return schema ? always : never;
  const cached = checks.get(schema);
  if (cached) return cached;
  const check = makeCheck(schema);
  checks.set(schema, check);
  return check;
}

function makeCheck(schema: JsonSchema): SchemaCheck {
  let validate: ValidateFunction;
  try {
    validate = newAjv(true).compile(schema);
  } catch (error) {
    const message = `has a schema that cannot be used: ${error instanceof Error ? error.message : String(error)}`;
    return () => [{ at: '', keyword: 'schema', message, params: {} }];
  }
  return (value) => {
    if (isTooDeep(value, schema)) return [tooDeep];
    const { found, isSpent } = withinPatternSteps(() => validate(value));
    if (isSpent) return [tooMuchText];
    return found ? [] : (validate.errors ?? []).map(problemOf);
  };
}

const tooDeep: SchemaProblem = {
  at: '',
  keyword: 'depth',
  message: tooDeepInWords,
  params: { limit: deepestValue },
};

const tooMuchText: SchemaProblem = { at: '', keyword: 'pattern', message: spentInWords, params: {} };

function problemOf({ instancePath, keyword, message, params }: ErrorObject): SchemaProblem {
  const missing = keyword === 'required' ? (params as { missingProperty: string }).missingProperty : null;
  const at = missing === null ? instancePath : `${instancePath}/${missing.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return { at, keyword, message: missing === null ? (message ?? 'is not valid') : 'is required', params };
}
