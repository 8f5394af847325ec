import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { boundedCache } from '../cache/bounded-cache.ts';
import { isBase64, urlCheck } from './linear-formats.ts';
import { linearPattern, spentInWords, withinPatternSteps } from './linear-pattern.ts';
import { step } from './pointer.ts';
import type { JsonSchema } from './types.ts';
import { areUnique } from './unique-items.ts';
import { isTooDeep, tooDeepInWords } from './value-depth.ts';

/** The first thing in a value that does not fit its schema. */
export interface SchemaProblem {
  /** Into the value. */
  readonly pointer: string;
  /** In words, as in "must be a number". */
  readonly problem: string;
  /** JSON Schema keyword. */
  readonly keyword: string;
}

/** Null when the value fits. */
export type SchemaValidator = (value: unknown) => SchemaProblem | null;

/**
 * A validator for a flattened schema that passed the profile; compiled once per schema object. Only own properties
 * count, patterns run in linear time, and it stops at the first problem, so that no value makes it work without end.
 */
export function validatorFor(schema: JsonSchema): SchemaValidator {
  if (schema === true) return anything;
  if (schema === false) return () => ({ pointer: '', problem: 'is not allowed', keyword: 'false' });
  const known = compiled.get(schema);
  if (known) return known;
  // A document is compiled again at every keystroke; its schemas are new objects then, but the same text.
  const text = JSON.stringify(schema);
  const validator = compiledTexts.get(text) ?? compile(schema);
  compiledTexts.set(text, validator);
  compiled.set(schema, validator);
  return validator;
}

const tooDeep: SchemaProblem = { pointer: '', problem: tooDeepInWords, keyword: 'depth' };
const tooMuchText: SchemaProblem = { pointer: '', problem: spentInWords, keyword: 'pattern' };
const anything: SchemaValidator = (value) => (isTooDeep(value, true) ? tooDeep : null);

const compiled = new WeakMap<object, SchemaValidator>();
const compiledTexts = boundedCache<SchemaValidator>(500);

/** Those kept by their texts, for all engines of this process. */
export const validators = { shrink: compiledTexts.shrink };

function compile(schema: Exclude<JsonSchema, boolean>): SchemaValidator {
  let validate: ValidateFunction;
  try {
    validate = newAjv().compile(schema);
  } catch {
    // Whatever the profile let through and ajv refuses restricts nothing.
    return () => null;
  }
  return (value) => {
    if (isTooDeep(value, schema)) return tooDeep;
    const { found, isSpent } = withinPatternSteps(() => validate(value));
    if (isSpent) return tooMuchText;
    return found ? null : problemOf(validate.errors?.[0]);
  };
}

/** One per schema: an instance remembers every schema it has seen. `allErrors` does not stop at the first problem. */
export function newAjv(allErrors = false): Ajv2020 {
  const regExp = Object.assign((pattern: string) => linearPattern(pattern), { code: 'linearPattern' });
  const ajv = new Ajv2020({
    ownProperties: true,
    strict: false,
    allErrors,
    validateSchema: false,
    addUsedSchema: false,
    inlineRefs: false,
    logger: false,
    code: { regExp },
  });
  // The package is CommonJS; its default export is the plugin under one name or the other.
  const plugin = (addFormats as unknown as { default?: typeof addFormats.default }).default ?? addFormats;
  (plugin as unknown as (to: Ajv2020) => void)(ajv);
  ajv.addFormat('byte', isBase64);
  ajv.addFormat('url', urlCheck(ajv.formats['url'] as RegExp));
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({ ...uniqueItems, before: 'prefixItems' });
  return ajv;
}

const uniqueItems = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  validate: (wanted: boolean, list: readonly unknown[]) => !wanted || areUnique(list),
  error: { message: 'must not hold the same item twice' },
} as const;

/** The formats that are asserted. */
export const formatNames: readonly string[] = Object.keys(newAjv().formats);

function problemOf(error: ErrorObject | undefined): SchemaProblem {
  if (!error) return { pointer: '', problem: 'does not fit', keyword: '' };
  const { keyword, params, instancePath, message } = error as ErrorObject<string, Record<string, unknown>>;
  const words = inWords[keyword]?.(params) ?? message ?? 'does not fit';
  const key = params['missingProperty'] ?? params['additionalProperty'];
  const pointer =
    keyword === 'additionalProperties' && typeof key === 'string' ? step(instancePath, key) : instancePath;
  return { pointer, problem: words, keyword };
}

const inWords: Readonly<Record<string, (params: Record<string, unknown>) => string>> = {
  type: ({ type }) => `must be ${[type].flat().map(typeInWords).join(' or ')}`,
  enum: ({ allowedValues }) => `must be one of ${listed(allowedValues)}`,
  const: ({ allowedValue }) => `must be ${JSON.stringify(allowedValue)}`,
  required: ({ missingProperty }) => `needs "${missingProperty}"`,
  additionalProperties: ({ additionalProperty }) => `has no "${additionalProperty}"`,
  minimum: ({ limit }) => `must be ${limit} or more`,
  maximum: ({ limit }) => `must be ${limit} or less`,
  exclusiveMinimum: ({ limit }) => `must be more than ${limit}`,
  exclusiveMaximum: ({ limit }) => `must be less than ${limit}`,
  minLength: ({ limit }) => (limit === 1 ? 'must not be empty' : `must have ${limit} characters or more`),
  maxLength: ({ limit }) => `must have ${limit} characters or fewer`,
  minItems: ({ limit }) => `must have ${limit} items or more`,
  maxItems: ({ limit }) => `must have ${limit} items or fewer`,
  multipleOf: ({ multipleOf }) => `must be a multiple of ${multipleOf}`,
  uniqueItems: () => 'must not hold the same item twice',
  format: ({ format }) => `must be written as a ${format}`,
  pattern: ({ pattern }) => `must match ${pattern}`,
  anyOf: () => 'fits none of the allowed forms',
  oneOf: () => 'must fit exactly one of the allowed forms',
};

const typeInWords = (type: unknown): string => typeWords[String(type)] ?? String(type);
const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

const listed = (values: unknown): string =>
  (Array.isArray(values) ? values : [values])
    .slice(0, 12)
    .map((value) => JSON.stringify(value))
    .join(', ');
