import { type SchemaProblem, validatorFor } from '../../document/schema-validator.ts';
import type { Json, JsonObject, JsonSchema } from '../../document/types.ts';
import type { DataFailure, RenderInput } from '../../engine.ts';
import { project } from '../../forms/project.ts';
import type { Program } from '../../program.ts';

/** What a render reads, projected to what the page declares (language.md 4.1). */
export interface Inputs {
  readonly params: JsonObject;
  readonly data: JsonObject;
  readonly failures: ReadonlyMap<string, DataFailure['status']>;
  /** 400 for a bad query param without default, 404 for a bad path param; null when all is well. */
  readonly status: 400 | 404 | null;
  readonly problems: readonly InputProblem[];
}

export type InputProblem =
  | { readonly kind: 'failed'; readonly data: string; readonly status: string }
  | { readonly kind: 'invalid'; readonly data: string; readonly problem: string };

export function readInputs({ contract }: Program, input: RenderInput): Inputs {
  const problems: InputProblem[] = [];
  const { params, status } = readParams(contract, input.params ?? {}, problems);
  const { data, failures } = readData(contract, input, problems);
  return { params, data, failures, status, problems };
}

type Contract = Program['contract'];

/** Texts become what their schemas say; what is missing or refused takes its default, else null. */
export function readParams({ params: schemas, route }: Contract, given: JsonObject, problems: InputProblem[]) {
  const params: Record<string, Json> = {};
  let status: Inputs['status'] = null;
  for (const [name, schema] of Object.entries(schemas)) {
    const fallback = typeof schema === 'object' ? schema['default'] : undefined;
    const value = Object.hasOwn(given, name) ? decodeParam(given[name]!, schema) : undefined;
    const wrong = value === undefined ? null : validatorFor(schema)(value);
    if (wrong) problems.push({ kind: 'invalid', data: `params.${name}`, problem: inWords(wrong) });
    const usable = value !== undefined && !wrong;
    params[name] = usable ? value : (fallback ?? null);
    const isInPath = route?.includes(`{${name}}`) ?? false;
    if (!usable && isInPath) status = 404;
    else if (wrong && fallback === undefined && status === null) status = 400;
  }
  return { params, status };
}

/** Booleans and numbers in JSON spelling, lists by repeated name (language.md 4.5). */
export function decodeParam(value: Json, schema: JsonSchema): Json {
  if (typeof schema !== 'object') return value;
  const type = schema['type'];
  if (type === 'array') {
    const items = (schema['items'] ?? true) as JsonSchema;
    const list = Array.isArray(value) ? value : value === '' ? [] : [value];
    return list.map((item) => decodeParam(item, items));
  }
  const scalar = Array.isArray(value) ? (value.at(-1) ?? null) : value;
  if (typeof scalar !== 'string') return scalar;
  if (type === 'boolean') return scalar === 'true' ? true : scalar === 'false' ? false : scalar;
  const isNumber =
    (type === 'number' || type === 'integer') && /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(scalar);
  return isNumber ? Number(scalar) : scalar;
}

function readData({ data: sources }: Contract, input: RenderInput, problems: InputProblem[]) {
  const data: Record<string, Json> = {};
  const failures = new Map<string, DataFailure['status']>();
  const fail = (name: string, status: DataFailure['status']) => {
    data[name] = null;
    if (!sources[name]!.optional) failures.set(name, status);
  };
  for (const [name, { schema, lazy }] of Object.entries(sources)) {
    const failure = input.failures && Object.hasOwn(input.failures, name) ? input.failures[name] : undefined;
    const given = input.data && Object.hasOwn(input.data, name) ? input.data[name] : undefined;
    if (lazy && input.lazy === 'waiting' && !failure && given === undefined) {
      // Whoever reads it comes later.
      data[name] = null;
      continue;
    }
    if (failure || given === undefined) {
      const status = failure?.status ?? 'unavailable';
      problems.push({ kind: 'failed', data: name, status });
      fail(name, status);
      continue;
    }
    const value = project(given, schema) ?? null;
    const wrong = validatorFor(schema)(value);
    data[name] = value;
    if (!wrong) continue;
    problems.push({ kind: 'invalid', data: `data.${name}`, problem: inWords(wrong) });
    fail(name, 'invalid');
  }
  return { data, failures };
}

const inWords = ({ pointer, problem }: SchemaProblem): string => `${pointer === '' ? 'it' : `"${pointer}"`} ${problem}`;
