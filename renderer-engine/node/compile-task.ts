import type { Compiled, CompileOptions, Engine, EngineOptions, RenderInput, StageName } from '../engine.ts';
import { type Slice, sliceTask, type TaskOutcome } from './slice-task.ts';
import { markStages, type SharedMarks } from './stage-marks.ts';

/** A document to compile in another thread, and perhaps to render. */
export interface CompileRequest {
  readonly text: string;
  /** The project it belongs to: its folder, or a file of it. Left out: the one of the batch, if it has one. */
  readonly place?: string;
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

/** What a thread compiles with. */
export interface TaskEngine extends Pick<Engine, 'render'> {
  compile(text: string, options?: CompileOptions): Compiled | Promise<Compiled>;
}

/** What a thread does with its tasks, over an engine that tells where it is. */
export function compileTask(
  engineWith: (options: Required<Pick<EngineOptions, 'marks'>>) => (place: string | undefined) => TaskEngine,
): (slice: Slice<CompileRequest>) => Promise<readonly (TaskOutcome<CompileAnswer> | null)[]> {
  let current = markStages(new SharedArrayBuffer(16));
  let shared: SharedMarks | null = null;
  const marks = { enter: (stage: StageName) => current.enter(stage), leave: () => current.leave() };
  const engineFor = engineWith({ marks });
  return sliceTask(async (request, given) => {
    if (shared !== given) {
      shared = given;
      current = markStages(given);
    }
    const { text, place, options, input, program: wanted = true } = request;
    const engine = engineFor(place);
    const { program, ...compiled } = await engine.compile(text, options);
    const rendered = program && input ? engine.render(program, input) : null;
    return {
      ...compiled,
      diagnostics: rendered ? [...compiled.diagnostics, ...rendered.diagnostics] : compiled.diagnostics,
      program: program && wanted ? JSON.stringify(program) : null,
      hash: program?.hash ?? null,
      html: rendered?.html ?? null,
    };
  });
}
