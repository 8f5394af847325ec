import { nearestName } from '../diagnostics/nearest-name.ts';
import { patternProblem } from './linear-pattern.ts';
import { followsRule, forbiddenKeys, names } from './names.ts';
import { step } from './pointer.ts';
import { annotationProblems } from './schema-annotations.ts';
import { formatNames } from './schema-validator.ts';

/** Something in an author-written schema that the profile of language.md 2.3 does not allow. */
export interface ProfileProblem {
  readonly pointer: string;
  readonly problem: string;
  /** The offending key, rather than its value. */
  readonly atKey: boolean;
}

type Check = (value: unknown, pointer: string, tell: (problem: string, at?: string) => void) => void;

/**
 * Checks a JSON Schema against the profile: known keywords with values of the right type, no identifiers of its own,
 * no anchors. The caller has bounded its depth and size. `conditions`: as forms may have them.
 */
export function checkProfile(schema: unknown, pointer: string, conditions = true): readonly ProfileProblem[] {
  const problems: ProfileProblem[] = [];
  walk(schema, pointer, { problems, conditions });
  return problems;
}

interface Walk {
  readonly problems: ProfileProblem[];
  /** Whether a value may be judged by its other parts, which only forms can tell people about. */
  readonly conditions: boolean;
}

function walk(schema: unknown, pointer: string, at: Walk): void {
  const { problems } = at;
  if (typeof schema === 'boolean') return;
  if (!isMap(schema)) {
    problems.push({ pointer, problem: 'a schema is an object, true or false', atKey: false });
    return;
  }
  for (const [keyword, value] of Object.entries(schema)) {
    const where = step(pointer, keyword);
    const check = keywords[keyword];
    if (check && !at.conditions && conditional.has(keyword)) {
      const problem = `"${keyword}" is for forms${keyword === 'patternProperties' ? '; a map is "additionalProperties"' : ''}`;
      problems.push({ pointer: where, problem, atKey: true });
      continue;
    }
    if (!check) {
      const nearest = nearestName(keyword, Object.keys(keywords));
      const near = nearest ? `; did you mean "${nearest}"?` : '';
      const why = refused.has(keyword) ? 'is not part of the profile' : `is not a keyword of JSON Schema${near}`;
      problems.push({ pointer: where, problem: `"${keyword}" ${why}`, atKey: true });
      continue;
    }
    check(value, where, (problem, place = where) => problems.push({ pointer: place, problem, atKey: false }));
    if (childSchemas.has(keyword)) walk(value, where, at);
    else if (schemaLists.has(keyword) && Array.isArray(value)) {
      value.forEach((item, index) => void walk(item, step(where, index), at));
    } else if (schemaMaps.has(keyword) && isMap(value)) {
      for (const [name, child] of Object.entries(value)) walk(child, step(where, name), at);
    }
  }
  for (const { key, problem } of annotationProblems(schema)) {
    const ui = step(pointer, 'x-ui');
    problems.push({ pointer: key === null ? ui : step(ui, key), problem, atKey: key !== null });
  }
  const misjudged = misjudgedIn(schema);
  if (misjudged) problems.push({ pointer, problem: misjudged, atKey: false });
}

/** What ajv is known to judge wrongly, by the official test suite; refused, so that no verdict is silently wrong. */
function misjudgedIn(schema: Readonly<Record<string, unknown>>): string | null {
  if ('unevaluatedItems' in schema) {
    const beside = ['contains', 'items'].find((keyword) => holdsInPlace(schema, keyword));
    if (beside) return `"unevaluatedItems" cannot stand beside "${beside}"`;
  }
  if ('unevaluatedItems' in schema || 'unevaluatedProperties' in schema) {
    if (hasHalfIf(schema)) return 'beside "unevaluatedItems" or "unevaluatedProperties", "if" needs "then" and "else"';
  }
  return null;
}

const inPlace = ['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else', 'not', 'dependentSchemas'] as const;

/** Schemas about the very same value. */
const partsInPlace = (schema: Readonly<Record<string, unknown>>): readonly Record<string, unknown>[] =>
  inPlace.flatMap((keyword) => {
    const value = schema[keyword];
    return [value, ...(isMap(value) || Array.isArray(value) ? Object.values(value) : [])].filter(isMap);
  });

const holdsInPlace = (schema: Readonly<Record<string, unknown>>, keyword: string): boolean =>
  keyword in schema || partsInPlace(schema).some((part) => holdsInPlace(part, keyword));

const hasHalfIf = (schema: Readonly<Record<string, unknown>>): boolean =>
  ('if' in schema && !('then' in schema && 'else' in schema)) || partsInPlace(schema).some(hasHalfIf);

/** Keywords whose value is a schema, a list of schemas, a map of schemas. */
export const childSchemas = new Set(
  'items additionalProperties not if then else contains propertyNames unevaluatedItems unevaluatedProperties'.split(
    ' ',
  ),
);
export const schemaLists = new Set('allOf anyOf oneOf prefixItems'.split(' '));
export const schemaMaps = new Set('properties patternProperties dependentSchemas'.split(' '));

/** Verdicts on a value by its other parts. Data and props have fixed types, so that expressions can be checked. */
const conditional = new Set(
  'if then else not dependentRequired dependentSchemas patternProperties propertyNames'.split(' '),
);
const refused = new Set(
  '$id $anchor $dynamicRef $dynamicAnchor $vocabulary $defs $schema contentSchema definitions id'.split(' '),
);
const typeNames = new Set('null boolean number integer string array object'.split(' '));

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const anything: Check = () => {};
const must =
  (holds: (value: unknown) => boolean, expected: string): Check =>
  (value, pointer, tell) => {
    if (!holds(value)) tell(`"${pointer.slice(pointer.lastIndexOf('/') + 1)}" must be ${expected}`);
  };
const aText = must((value) => typeof value === 'string', 'text');
const aFlag = must((value) => typeof value === 'boolean', 'true or false');
const aNumber = must((value) => typeof value === 'number', 'a number');
const aCount = must((value) => Number.isInteger(value) && (value as number) >= 0, 'a whole number from 0');
const aMap = must(isMap, 'an object');
const aList = must((value) => Array.isArray(value) && value.length > 0, 'a list with at least one item');

const properties: Check = (value, pointer, tell) => {
  if (!isMap(value)) return tell('"properties" must be an object');
  for (const name of Object.keys(value))
    if (forbiddenKeys.has(name)) tell(`"${name}" is no property name`, step(pointer, name));
};
const required: Check = (value, _pointer, tell) => {
  if (!isTextList(value)) tell('"required" must be a list of property names');
  else if (value.some((name) => forbiddenKeys.has(name))) tell('"required" names a forbidden key');
};
const type: Check = (value, _pointer, tell) => {
  const types = Array.isArray(value) ? value : [value];
  const unknown = types.find((name) => typeof name !== 'string' || !typeNames.has(name));
  if (types.length === 0 || unknown !== undefined) tell(`"type" must be one of ${[...typeNames].join(', ')}`);
};
const pattern: Check = (value, _pointer, tell) => {
  if (typeof value !== 'string') tell('"pattern" must be text');
  else if (value.length > 500) tell('a pattern may have 500 characters');
  else {
    const problem = patternProblem(value);
    if (problem !== null) tell(`this pattern is not RE2 syntax (${problem})`);
  }
};
const format: Check = (value, _pointer, tell) => {
  if (typeof value !== 'string') return tell('"format" must be text');
  if (formatNames.includes(value)) return;
  const nearest = nearestName(value, formatNames);
  tell(`there is no format "${value.slice(0, 60)}"${nearest ? `; did you mean "${nearest}"?` : ''}`);
};
const reference: Check = (value, _pointer, tell) => {
  if (typeof value !== 'string') return tell('"$ref" must be text');
  const alias = value.split('#')[0] ?? '';
  if (!value.includes('#') || value.includes('${') || (alias !== '' && !followsRule(alias, names.name))) {
    tell('"$ref" is written "#/defs/types/Name" or "alias#/defs/types/Name"');
  }
};

const keywords: Readonly<Record<string, Check>> = Object.assign(Object.create(null), {
  $ref: reference,
  $comment: aText,
  type,
  enum: aList,
  const: anything,
  default: anything,
  examples: must(Array.isArray, 'a list'),
  title: aText,
  description: aText,
  deprecated: aFlag,
  readOnly: aFlag,
  writeOnly: aFlag,
  format,
  'x-ui': anything,
  multipleOf: must((value) => typeof value === 'number' && value > 0, 'a number above 0'),
  minimum: aNumber,
  maximum: aNumber,
  exclusiveMinimum: aNumber,
  exclusiveMaximum: aNumber,
  minLength: aCount,
  maxLength: aCount,
  minItems: aCount,
  maxItems: aCount,
  minContains: aCount,
  maxContains: aCount,
  minProperties: aCount,
  maxProperties: aCount,
  uniqueItems: aFlag,
  pattern,
  contentEncoding: aText,
  contentMediaType: aText,
  properties,
  patternProperties: aMap,
  dependentSchemas: aMap,
  dependentRequired: must((value) => isMap(value) && Object.values(value).every(isTextList), 'lists of names by name'),
  required,
  allOf: aList,
  anyOf: aList,
  oneOf: aList,
  prefixItems: aList,
  items: anything,
  additionalProperties: anything,
  unevaluatedItems: anything,
  unevaluatedProperties: anything,
  not: anything,
  if: anything,
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
  then: anything,
  else: anything,
  contains: anything,
  propertyNames: anything,
});

/** Keywords an author may write, and what `type` may be; for editors. */
export const schemaKeywords: readonly string[] = Object.keys(keywords);
export const schemaTypes: readonly string[] = [...typeNames];
