import { parentPort } from 'node:worker_threads';
import { createEngine } from '../../create-engine.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { RenderLimitError } from '../../stages/6-render/render-error.ts';
import { threadTime } from '../../thread-time.testing.ts';
import type { Bomb } from './bomb.testing.ts';

/** What became of a bomb. */
export interface Outcome {
  /** Of the processor, in this thread. */
  readonly milliseconds: number;
  readonly found: readonly Pick<Diagnostic, 'code' | 'pointer' | 'message'>[];
}

/** Does with each bomb what a host would do, and says what the engine found. */
parentPort?.on('message', ({ documents, data, theme }: Bomb) => {
  const find = (id: string) => documents.filter((text) => text.includes(`"id":"${id}"`)).map((text) => ({ text }));
  const engine = createEngine({ cache: false, documents: { find } });
  const found: Diagnostic[] = [];
  const milliseconds = threadTime(() => {
    const { program, diagnostics } = engine.compile(documents[0]!);
    found.push(...diagnostics);
    if (program && data) found.push(...rendered(() => engine.render(program, { data }).diagnostics));
    if (program && theme) found.push(...engine.styles(program, JSON.parse(theme)).diagnostics);
  });
  const brief = found.map(({ code, pointer, message }) => ({ code, pointer, message }));
  parentPort?.postMessage({ milliseconds, found: brief } satisfies Outcome);
});

function rendered(render: () => readonly Diagnostic[]): readonly Diagnostic[] {
  try {
    return render();
  } catch (error) {
    if (error instanceof RenderLimitError) return [error.diagnostic];
    throw error;
  }
}
