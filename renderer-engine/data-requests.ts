import { isAllowed } from './document/access.ts';
import type { Json, JsonObject } from './document/types.ts';
import type { DataRequests, RenderInput } from './engine.ts';
import type { Code, Program } from './program.ts';
import { findFragments } from './stages/6-render/fragment-address.ts';
import { readParams } from './stages/6-render/inputs.ts';

/** What a host must ask before it renders: sources with their arguments, which read params and ctx only. */
export function dataRequests(
  program: Program,
  input: RenderInput,
  evaluate: (code: Code) => Json,
  fragment?: string,
): DataRequests {
  const { params, status } = readParams(program.contract, input.params ?? {}, []);
  const wanted = fragment === undefined ? null : dataOf(program, fragment);
  const sources = Object.entries(program.contract.data).flatMap(
    ([name, { source, args, lazy, optional, access = [] }]) => {
      if ((wanted && !wanted.has(name)) || !isAllowed(access, input.ctx?.user ?? null)) return [];
      const values: JsonObject = Object.fromEntries(Object.entries(args).map(([key, code]) => [key, evaluate(code)]));
      return [[name, { source, args: values, lazy, optional }] as const];
    },
  );
  return { params, status, sources: Object.fromEntries(sources) };
}

const dataOf = (program: Program, address: string): ReadonlySet<string> =>
  new Set(findFragments(program, address).flatMap(({ index }) => program.fragments[index]!.data));
