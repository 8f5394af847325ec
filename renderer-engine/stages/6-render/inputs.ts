import { isAllowed } from '../../document/access.ts';
import { itemPart } from '../../document/schema-part.ts';
import { type SchemaProblem, validatorFor } from '../../document/schema-validator.ts';
import type { Json, JsonObject, JsonSchema } from '../../document/types.ts';
import type { DataAnswer, DataFailure, StreamInput } from '../../engine.ts';
import { project } from '../../forms/project.ts';
import type { Program } from '../../program.ts';

/** What a render reads, projected to what the page declares (language.md 4.1). */
export interface Inputs {
  readonly params: JsonObject;
  readonly data: JsonObject;
  readonly failures: ReadonlyMap<string, DataFailure['status']>;
  /** What a stream still waits for; it puts itself among data or failures when it has come. */
  readonly pending: ReadonlyMap<string, Promise<void>>;
  /** Lazy data that the host leaves to those who ask for it. */
  readonly absent: ReadonlySet<string>;
  /** 400 for a bad query param without default, 404 for a bad path param; null when all is well. */
  readonly status: 400 | 404 | null;
  readonly problems: readonly InputProblem[];
}

export type InputProblem =
  | { readonly kind: 'failed'; readonly data: string; readonly status: string }
  | { readonly kind: 'invalid'; readonly data: string; readonly problem: string };

export function readInputs({ contract }: Program, input: StreamInput): Inputs {
  const problems: InputProblem[] = [];
  const { params, status } = readParams(contract, input.params ?? {}, problems);
  return { params, ...readData(contract, input, problems), status, problems };
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
    const items = itemPart(schema) ?? true;
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

function readData(contract: Contract, input: StreamInput, problems: InputProblem[]) {
  const data: Record<string, Json> = {};
  const failures = new Map<string, DataFailure['status']>();
  const pending = new Map<string, Promise<void>>();
  const absent = new Set<string>();
  for (const [name, source] of Object.entries(contract.data)) {
    const settle = (answer: AnyAnswer): void => {
      const { value, status, problem } = readAnswer(name, source, answer);
      data[name] = value;
      if (problem) problems.push(problem);
      if (status && !source.optional) failures.set(name, status);
    };
    data[name] = null;
    // Whoever may not see what reads it does not miss it.
    if (source.access && !isAllowed(source.access, input.ctx?.user ?? null)) continue;
    const later = own(input.later, name);
    const answer = { failure: own(input.failures, name), data: own(input.data, name) };
    const isWanted = !source.lazy || input.lazy !== 'waiting' || answer.failure || answer.data !== undefined;
    if (later)
      pending.set(
        name,
        arriving(later, settle).finally(() => pending.delete(name)),
      );
    else if (isWanted) settle(answer);
    else absent.add(name);
  }
  return { data, failures, pending, absent };
}

interface AnyAnswer {
  readonly data?: Json | undefined;
  readonly failure?: DataFailure | undefined;
}

const own = <T>(map: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  map && Object.hasOwn(map, name) ? map[name] : undefined;

/** A host that fails to answer is a source that is not available. */
const arriving = (later: PromiseLike<DataAnswer>, settle: (answer: AnyAnswer) => void): Promise<void> =>
  Promise.resolve(later).then(settle, () => settle({ failure: { status: 'unavailable' } }));

/** An answer, projected to what the page declares; `status` when it failed. */
function readAnswer(name: string, { schema }: Contract['data'][string], answer: AnyAnswer) {
  const { failure, data } = answer;
  if (failure || data === undefined) {
    const status = failure?.status ?? 'unavailable';
    return { value: null, status, problem: { kind: 'failed', data: name, status } } as const;
  }
  const value = project(data, schema) ?? null;
  const wrong = validatorFor(schema)(value);
  if (!wrong) return { value, status: null, problem: null };
  const problem = { kind: 'invalid', data: `data.${name}`, problem: inWords(wrong) } as const;
  return { value: null, status: 'invalid', problem } as const;
}

const inWords = ({ pointer, problem }: SchemaProblem): string => `${pointer === '' ? 'it' : `"${pointer}"`} ${problem}`;
