import { atOneMoment, type CompileCache } from '../cache/compile-cache.ts';
import type { CompileContext } from '../compile.ts';
import type { CompiledRecord, CompileOptions } from '../engine.ts';
import { parse } from '../stages/1-parse/parse.ts';
import { withSidecar } from '../stages/1-parse/sidecar.ts';
import { resolve } from '../stages/2-resolve/resolve.ts';
import { componentUses } from './component-uses.ts';
import { flattened } from './flattened.ts';

/** Looks a compilation up, or makes it, and tells everything about it. Never throws on any input. */
export function recording(host: CompileContext, programs: CompileCache) {
  return (text: string, options: CompileOptions = {}): CompiledRecord => {
    const { compiled, accesses, lastAccess } = programs.look(text, options);
    const { program, stages, dependencies } = compiled;
    const resolved = resolvedOf(text, options, atOneMoment(host));
    return {
      original: text,
      flattened: resolved && flattened(resolved),
      rules: program?.contract.forms ?? {},
      components: resolved ? componentUses(resolved) : [],
      dependencies,
      hash: program?.hash ?? null,
      stages,
      milliseconds: stages.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
      accesses,
      lastAccess,
    };
  };
}

/** Resolved once more, if not known: kept compilations hold no trees, which would take several times their memory. */
function resolvedOf(text: string, { file, example }: CompileOptions, context: CompileContext) {
  const { documents, limits, resolutions } = context;
  const parsed = withSidecar(parse(text, file, limits), documents, limits);
  if (parsed.document === null) return null;
  return (resolutions?.resolve ?? resolve)(parsed, context, { example });
}
