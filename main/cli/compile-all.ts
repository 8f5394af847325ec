import type { BatchStatistics, Diagnostic } from '#engine';
import { type CompileBatchOptions, compileBatch } from '#engine/node';

/** What came of compiling documents on all cores. */
export interface CompiledAll {
  /** Those with errors, or without an answer. */
  readonly wrong: readonly { readonly path: string; readonly problem: string }[];
  readonly pool: BatchStatistics;
}

export interface PathAndText {
  readonly path: string;
  readonly text: string;
}

/** Compiles documents of a project side by side, each on its own: one that hangs or crashes is one that is wrong. */
export async function compileAll(
  documents: readonly PathAndText[],
  options: Pick<CompileBatchOptions, 'place' | 'count'>,
): Promise<CompiledAll> {
  const batch = compileBatch(options);
  const wrong: { path: string; problem: string }[] = [];
  try {
    const items = documents.map(({ path, text }) => ({
      id: path,
      request: { text, options: { file: path }, program: false },
    }));
    for await (const { id, answer, failure } of batch.all(items)) {
      const problem = failure?.message ?? answer?.diagnostics.find(isError)?.message;
      if (problem !== undefined) wrong.push({ path: id, problem });
    }
    return { wrong, pool: batch.statistics() };
  } finally {
    await batch.close();
  }
}

const isError = ({ severity }: Diagnostic): boolean => severity === 'error';
