import { canonical } from './canonical.ts';
import type { Json, JsonSchema } from './types.ts';

export interface Intersection {
  readonly schema: JsonSchema;
  /** Why no value can fit both; null when some can. */
  readonly problem: string | null;
}

type Keywords = Readonly<Record<string, Json>>;
type Problem = (problem: string) => void;

/**
 * One schema that accepts what both accept (language.md 5.5). Annotations and `default` of the second win; `anyOf`,
 * `oneOf`, `if` and second patterns are kept beside each other under `allOf`.
 */
export function intersectSchemas(base: JsonSchema, own: JsonSchema): Intersection {
  let problem: string | null = null;
  const schema = intersect(base, own, (found) => {
    problem ??= found;
  });
  return { schema, problem };
}

function intersect(base: JsonSchema, own: JsonSchema, tell: Problem): JsonSchema {
  if (base === own || own === true) return base;
  if (base === true) return own;
  if (base === false || own === false) return false;
  const result: Record<string, Json> = { ...base };
  const beside: Json[] = [];
  for (const keyword in own) {
    const [left, right] = [base[keyword], own[keyword]!];
    if (left === undefined) result[keyword] = right;
    else if (kept.has(keyword)) {
      if (canonical(left) !== canonical(right)) beside.push(together(own, keyword));
    } else if (keyword === 'multipleOf') {
      const multiple = commonMultiple(left as number, right as number);
      if (multiple === null) beside.push({ multipleOf: right });
      else result[keyword] = multiple;
    } else result[keyword] = (combine[keyword] ?? last)(left, right, tell);
  }
  // `then` and `else` belong to their `if` and moved with it.
  if (beside.length > 0) result['allOf'] = [...((result['allOf'] as readonly Json[]) ?? []), ...beside];
  closeOver(result, base, own);
  checkBounds(result, tell);
  return result;
}

/** Not merged: both must hold, so the second one goes under `allOf`. */
const kept = new Set(
  '$ref pattern format anyOf oneOf not if contains patternProperties propertyNames dependentSchemas'.split(' '),
);
const together = (own: Keywords, keyword: string): Json =>
  keyword === 'if'
    ? Object.fromEntries(['if', 'then', 'else'].filter((key) => key in own).map((key) => [key, own[key]!]))
    : { [keyword]: own[keyword]! };

type Combine = (base: Json, own: Json, tell: Problem) => Json;

const last: Combine = (_base, own) => own;
const most: Combine = (base, own) => Math.max(base as number, own as number);
const least: Combine = (base, own) => Math.min(base as number, own as number);
const schemas: Combine = (base, own, tell) => intersect(base as JsonSchema, own as JsonSchema, tell) as Json;
const union: Combine = (base, own) => [...new Set([...(base as readonly Json[]), ...(own as readonly Json[])])];

const schemaMap: Combine = (base, own, tell) => {
  const result: Record<string, Json> = { ...(base as Keywords) };
  for (const [name, schema] of Object.entries(own as Keywords)) {
    result[name] = Object.hasOwn(result, name) ? schemas(result[name]!, schema, tell) : schema;
  }
  return result;
};

const enumeration: Combine = (base, own, tell) => {
  const allowed = new Set((own as readonly Json[]).map((value) => canonical(value)));
  const common = (base as readonly Json[]).filter((value) => allowed.has(canonical(value)));
  if (common.length === 0) tell('they have no value of "enum" in common');
  return common.length === 0 ? own : common;
};

const constant: Combine = (base, own, tell) => {
  if (canonical(base) !== canonical(own)) tell('their "const" differs');
  return own;
};

const types: Combine = (base, own, tell) => {
  const [left, right] = [base, own].map((type) => (Array.isArray(type) ? (type as string[]) : [type as string]));
  const narrow = (one: string): string | null => {
    if (right!.includes(one)) return one;
    if (one === 'number' && right!.includes('integer')) return 'integer';
    return one === 'integer' && right!.includes('number') ? 'integer' : null;
  };
  const common = [...new Set(left!.map(narrow).filter((type) => type !== null))];
  if (common.length === 0) tell(`one wants ${left!.join(' or ')}, the other ${right!.join(' or ')}`);
  if (common.length === 0) return own;
  return common.length === 1 ? common[0]! : common;
};

/** The least common multiple, exact for what people write; null where it is no number that can be written exactly. */
function commonMultiple(one: number, other: number): number | null {
  const scale = 10 ** Math.max(decimals(one), decimals(other));
  const [left, right] = [Math.round(one * scale), Math.round(other * scale)];
  if (left === 0 || right === 0 || !Number.isSafeInteger(left) || !Number.isSafeInteger(right)) return null;
  let [a, b] = [left, right];
  while (b !== 0) [a, b] = [b, a % b];
  const multiple = (left / a) * right;
  return Number.isSafeInteger(multiple) ? multiple / scale : null;
}

function decimals(number: number): number {
  const [, fraction = '', exponent = '0'] = /^-?\d*\.?(\d*)(?:e([+-]\d+))?$/.exec(String(number)) ?? [];
  return Math.min(20, Math.max(0, fraction.length - Number(exponent)));
}

const combine: Readonly<Record<string, Combine>> = {
  type: types,
  enum: enumeration,
  const: constant,
  required: union,
  properties: schemaMap,
  dependentRequired: last,
  $defs: schemaMap,
  additionalProperties: schemas,
  unevaluatedProperties: schemas,
  unevaluatedItems: schemas,
  items: schemas,
  prefixItems: (base, own, tell) => {
    const [left, right] = [base as readonly Json[], own as readonly Json[]];
    const [longer, shorter] = left.length > right.length ? [left, right] : [right, left];
    return longer.map((item, index) => (index < shorter.length ? schemas(left[index]!, right[index]!, tell) : item));
  },
  uniqueItems: (base, own) => base === true || own === true,
  allOf: (base, own) => [...(base as readonly Json[]), ...(own as readonly Json[])],
  ...Object.fromEntries(
    'minimum exclusiveMinimum minLength minItems minProperties minContains'
      .split(' ')
      .map((keyword) => [keyword, most]),
  ),
  ...Object.fromEntries(
    'maximum exclusiveMaximum maxLength maxItems maxProperties maxContains'
      .split(' ')
      .map((keyword) => [keyword, least]),
  ),
};

/** `additionalProperties: false` of either side closes over the properties that both know together. */
function closeOver(result: Record<string, Json>, base: Keywords, own: Keywords): void {
  if (base['additionalProperties'] !== false && own['additionalProperties'] !== false) return;
  // What a type declares that is only named here counts as well.
  const keyword = result['$ref'] === undefined ? 'additionalProperties' : 'unevaluatedProperties';
  delete result['additionalProperties'];
  result[keyword] = false;
}

const bounds = [
  ['minimum', 'maximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
] as const;

function checkBounds(schema: Keywords, tell: Problem): void {
  for (const [low, high] of bounds) {
    const [least, most] = [schema[low], schema[high]];
    if (typeof least === 'number' && typeof most === 'number' && least > most) {
      tell(`"${low}" ${least} is above "${high}" ${most}`);
    }
  }
  const properties = schema['properties'] as Keywords | undefined;
  for (const name of (schema['required'] as readonly string[] | undefined) ?? []) {
    const known = properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (known === false || (known === undefined && properties && schema['additionalProperties'] === false)) {
      tell(`"${name}" is required and not allowed`);
    }
  }
}
