import type { Observing } from '../observability/observing.ts';
import type { SchemaWatch } from '../observability/schema-watch.ts';
import type { CompiledBundle } from './compile-bundle.ts';
import type { Compiler } from './compiler.ts';

/** A compiler that tells how long each bundle took, and what came of it. */
export const watchedCompiler = (
  compiler: Compiler,
  observing: Pick<Observing, 'compiling'>,
  watch: SchemaWatch,
): Compiler => ({
  ...compiler,
  async compile(bundle) {
    const ended = observing.compiling();
    let compiled: CompiledBundle | null = null;
    try {
      const answer = await watch.work(
        { type: 'page', operation: 'compile', id: bundle.root },
        () => compiler.compile(bundle),
        (made) => (!made.ok ? 'failed' : made.value.program ? 'ok' : 'refused'),
      );
      if (answer.ok) compiled = answer.value;
      return answer;
    } finally {
      ended(compiled);
    }
  },
});
