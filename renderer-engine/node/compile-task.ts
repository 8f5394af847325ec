import type { Compiled, CompileOptions, Engine, EngineOptions, RenderInput, StageName } from '../engine.ts';
import { markStages, type SharedMarks } from './stage-marks.ts';
import type { ThreadTaskMessage } from './thread-pool.ts';

/** A document to compile in another thread, and perhaps to render. */
export interface CompileRequest {
  readonly text: string;
  readonly options?: CompileOptions;
  /** Renders the page with this; left out: it is only compiled. */
  readonly input?: RenderInput;
  /** False: only what is wrong with it is asked for. Default true. */
  readonly program?: boolean;
}

/** As `Compiled`. The program is its JSON text, which crosses threads faster than the object does. */
export interface CompileAnswer extends Omit<Compiled, 'program'> {
  readonly program: string | null;
  /** `sha256-…`; null without a program. */
  readonly hash: string | null;
  /** Null when it was not asked for, or there is nothing to render. */
  readonly html: string | null;
}

/** What a thread does with each of its tasks, over one engine. */
export function compileTask(
  engineWith: (options: EngineOptions) => Engine,
): (message: ThreadTaskMessage<CompileRequest>) => CompileAnswer {
  let current = markStages(new SharedArrayBuffer(16));
  let shared: SharedMarks | null = null;
  const marks = { enter: (stage: StageName) => current.enter(stage), leave: () => current.leave() };
  const engine = engineWith({ marks });
  return ({ request, marks: given }) => {
    if (shared !== given) {
      shared = given;
      current = markStages(given);
    }
    const { text, options, input, program: wanted = true } = request;
    const { program, ...compiled } = engine.compile(text, options);
    const rendered = program && input ? engine.render(program, input) : null;
    return {
      ...compiled,
      diagnostics: rendered ? [...compiled.diagnostics, ...rendered.diagnostics] : compiled.diagnostics,
      program: program && wanted ? JSON.stringify(program) : null,
      hash: program?.hash ?? null,
      html: rendered?.html ?? null,
    };
  };
}
