import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Compiled } from '../engine.ts';
import { fixtureInput } from '../fixture-input.ts';
import { RenderLimitError } from '../stages/6-render/render-error.ts';
import type { TrialEngine } from './registry-options.ts';

/** What is wrong with a component document: its definition, then each example, compiled and rendered for real. */
export function checkComponent(engine: TrialEngine, text: string, file: string): readonly Diagnostic[] {
  const compiled = engine.compile(text, { file });
  const wrong = compiled.diagnostics.filter(isError);
  if (wrong.length > 0) return wrong;
  const examples = compiled.document?.examples ?? [];
  const [first, ...others] = examples;
  return [
    ...rendered(engine, compiled, first ?? null),
    ...others.flatMap((example) => {
      const other = engine.compile(text, { file, example });
      return [...other.diagnostics.filter(isError), ...rendered(engine, other, example)];
    }),
  ];
}

/** Without examples a component with required props has nothing to render, which is no mistake. */
function rendered(engine: TrialEngine, compiled: Compiled, example: string | null): readonly Diagnostic[] {
  if (!compiled.program) return [];
  try {
    const input = fixtureInput(compiled, example);
    return engine.render(compiled.program, input).diagnostics.filter(isError);
  } catch (error) {
    if (error instanceof RenderLimitError) return [error.diagnostic];
    throw error;
  }
}

const isError = ({ severity }: Diagnostic): boolean => severity === 'error';
