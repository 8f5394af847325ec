import type { Json, JsonObject } from './document/types.ts';
import type { DataRequests, RenderInput } from './engine.ts';
import type { Code, Program } from './program.ts';
import { readParams } from './stages/6-render/inputs.ts';

/** What a host must ask before it renders: sources with their arguments, which read params and ctx only. */
export function dataRequests(program: Program, input: RenderInput, evaluate: (code: Code) => Json): DataRequests {
  const { params, status } = readParams(program.contract, input.params ?? {}, []);
  const sources = Object.entries(program.contract.data).map(([name, { source, args, lazy, optional }]) => {
    const values: JsonObject = Object.fromEntries(Object.entries(args).map(([key, code]) => [key, evaluate(code)]));
    return [name, { source, args: values, lazy, optional }] as const;
  });
  return { params, status, sources: Object.fromEntries(sources) };
}
