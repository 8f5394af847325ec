import type { Json, JsonObject } from '../../document/types.ts';
import type { Environment, StreamInput } from '../../engine.ts';
import type { Program } from '../../program.ts';
import type { OutputBuffer } from './buffers.ts';
import { contextOf } from './context.ts';
import { type Inputs, readInputs } from './inputs.ts';
import type { Linked } from './linker.ts';
import { newDiagnostics, placeIn, type RenderDiagnostics } from './render-diagnostics.ts';
import type { RenderOptions } from './render-options.ts';
import { ownPath } from './site.ts';
import type { RenderState } from './state.ts';
import { newWatch } from './watch.ts';

/** What only some renders have. */
type Extras = Partial<Pick<RenderState, 'asking' | 'shown' | 'sections'>>;

/** A render that has read its input and written nothing. */
export type Begun = ReturnType<typeof begin>;

export function begin(
  { program, message: speaker, locale }: Linked,
  input: StreamInput,
  { site, limits, environment, watching = null, host }: RenderOptions,
  { frame }: Pick<OutputBuffer, 'frame'>,
  isMeasured = false,
  { asking = null, shown = null, sections = null }: Extras = {},
) {
  const inputs = readInputs(program, input);
  const path = ownPath(program, inputs.params, '/', site);
  const context = contextOf(input.ctx, locale, path);
  const message = speaker((context.ctx['tenant'] as JsonObject | undefined)?.['id']);
  const found = newDiagnostics(program);
  frame[0] = inputs.params;
  frame[1] = inputs.data;
  frame[2] = context.ctx;
  const state: RenderState = {
    html: '',
    sent: 0,
    sentBytes: 0,
    counted: { units: 0, bytes: 0 },
    node: -1,
    boundaries: 0,
    iterations: 1,
    status: inputs.status ?? 200,
    hasStatus: false,
    asking,
    shown,
    frame,
    env: {
      steps: 0,
      stepLimit: 0,
      plain: {},
      expressionSteps: limits.expressionSteps,
      renderSteps: limits.renderSteps,
      locale: context.locale,
      timeZone: context.timeZone,
      dir: context.dir,
      now: context.now,
      ...(host && { host }),
      message: (owner, key, args) => message.text(owner, key, args, state.env),
      messageParts: (owner, key, args) => message.parts(owner, key, args, state.env),
      problem: (code, params) => found.add(state.node, code, params as never),
    },
    params: inputs.params,
    route: { path },
    failures: inputs.failures,
    pending: inputs.pending,
    absent: inputs.absent,
    forms: { values: input.form ?? {}, errors: input.formErrors ?? {}, warnings: input.formWarnings ?? {} },
    late: input.late ?? {},
    lazy: input.lazy ?? 'settled',
    sections,
    forced: input.forced ?? {},
    limits,
    watch: watching && newWatch(watching, isMeasured),
    report: (code, params) => found.add(state.node, code, params),
    place: () => placeIn(program, state.node),
  };
  tellInputs(inputs, found);
  tellEnvironment(program, environment, found);
  return { state, diagnostics: found.list };
}

/** A frame nobody gives back. */
export const newFrame = (program: Program): Json[] => new Array(program.frame).fill(null);

function tellInputs({ problems }: Inputs, found: RenderDiagnostics): void {
  for (const problem of problems) {
    if (problem.kind === 'failed') found.add(-1, 'UI9201', { data: problem.data, status: problem.status });
    else found.add(-1, 'UI9202', { data: problem.data, problem: problem.problem });
  }
}

function tellEnvironment(
  { environment: compiled }: Program,
  rendering: Environment | null,
  found: RenderDiagnostics,
): void {
  if (!compiled || !rendering) return;
  const text = ({ icu, cldr, tz }: Environment) => `ICU ${icu}, CLDR ${cldr}, tz ${tz}`;
  if (text(compiled) !== text(rendering)) {
    found.add(-1, 'UI9401', { compiled: text(compiled), rendering: text(rendering) });
  }
}
