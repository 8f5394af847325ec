import { isAllowed } from './document/access.ts';
import type { Json, JsonObject } from './document/types.ts';
import type { DataRequests, RenderInput } from './engine.ts';
import type { Code, Program } from './program.ts';
import { criticalData } from './stages/5-emit/critical-data.ts';
import { findFragments } from './stages/6-render/fragment-address.ts';
import { readParams } from './stages/6-render/inputs.ts';

/** What a host must ask before it renders: sources with their arguments, which read params and ctx only. */
export function dataRequests(
  program: Program,
  input: RenderInput,
  evaluate: (code: Code) => Json,
  fragment?: string,
): DataRequests {
  const { contract } = program;
  const { params, status: whole } = readParams(contract, input.params ?? {}, []);
  const status = fragment === undefined ? whole : statusOf(program, fragment, input.params ?? {});
  const wanted = fragment === undefined ? null : dataOf(program, fragment);
  const critical = new Set(criticalData(program));
  const streamed = new Set(program.fragments.flatMap(({ lazy, data }) => (lazy?.mode === 'stream' ? data : [])));
  const sources = Object.entries(contract.data).flatMap(([name, { source, args, lazy, optional, access = [] }]) => {
    if ((wanted && !wanted.has(name)) || !isAllowed(access, input.ctx?.user ?? null)) return [];
    const values: JsonObject = Object.fromEntries(Object.entries(args).map(([key, code]) => [key, evaluate(code)]));
    const when = { lazy, critical: critical.has(name), streamed: lazy && streamed.has(name) };
    return [[name, { source, args: values, optional, ...when }] as const];
  });
  return { params, status, sources: Object.fromEntries(sources) };
}

/** Only the params it reads stand in the address of a fragment, so only they can be wrong. */
function statusOf(program: Program, address: string, given: JsonObject): DataRequests['status'] {
  const read = new Set(findFragments(program, address).flatMap(({ index }) => program.fragments[index]!.params));
  const params = Object.fromEntries(Object.entries(program.contract.params).filter(([name]) => read.has(name)));
  return readParams({ ...program.contract, params }, given, []).status;
}

const dataOf = (program: Program, address: string): ReadonlySet<string> =>
  new Set(findFragments(program, address).flatMap(({ index }) => program.fragments[index]!.data));
