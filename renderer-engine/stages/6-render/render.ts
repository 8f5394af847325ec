import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { report as reportAt } from '../../diagnostics/report.ts';
import { dialects } from '../../dialects/index.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { Environment, Limits, PageStream, Rendered, RenderInput, StreamInput } from '../../engine.ts';
import { linkCode, RenderBudgetError } from '../../expressions/index.ts';
import { idPrefix } from '../../html/dom-id.ts';
import {
  createMessages,
  type MessageFormatter,
  type OverrideSettings,
  type WordKey,
  withOverrides,
  withWords,
  wordsDocument,
} from '../../messages/index.ts';
import type { Code, Program } from '../../program.ts';
import type { Timers } from '../../registry/ports.ts';
import { criticalData } from '../5-emit/critical-data.ts';
import { type FragmentPath, fragmentPaths } from '../5-emit/fragment-path.ts';
import { withBlame } from '../5-emit/without-marks.ts';
import { type Buffers, newBuffers, type OutputBuffer } from './buffers.ts';
import { contextOf } from './context.ts';
import { errorBox } from './error-box.ts';
import { findFragments } from './fragment-address.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { type LateSections, lateSections } from './late-sections.ts';
import { linkProgram } from './link.ts';
import { type LinkedFragment, linkFragment } from './link-fragment.ts';
import type { LinkEnvironment } from './link-value.ts';
import { type Part, type Pause, walkPart } from './part.ts';
import { type NodePlace, RenderLimitError } from './render-error.ts';
import { ownPath, type Site } from './site.ts';
import { type Asking, checkLimits, type RenderState, type Shown } from './state.ts';
import { type StreamWatch, streamOf } from './stream.ts';
import { newWatch, settleWatch, type Watching } from './watch.ts';

/** Stage 6: fills the holes of a program. One per engine, because addresses depend on the engine's site. */
export interface Renderer {
  render(program: Program, input: RenderInput): Rendered;
  /** Null when the page would not show that fragment, or has none of that address. */
  fragment(program: Program, address: string, input: RenderInput): Rendered | null;
  stream(program: Program, input: StreamInput, watch?: () => StreamWatch): PageStream;
  readonly buffers: Buffers;
  /** Runs code of form rules, which see the page's roots and `form`. */
  evaluator(program: Program, input: RenderInput, form: Json): (code: Code, known?: Known) => Json;
  /**
   * What the page asks before it does that action, and what it gives along when no button does; null when it shows no
   * such action.
   */
  asked(program: Program, input: RenderInput, address: string, trigger: string): Pick<Asking, 'question' | 'given'>;
  /** The inputs that the Form at an address shows; null when the page does not show the form. */
  shownFields(program: Program, address: string, input: RenderInput, form: string): Shown | null;
  /** What the engine says to whoever sees the page of that input. */
  speaker(program: Program, input: RenderInput): Say;
}

/** A sentence of the engine in one language. */
export type Say = (key: WordKey, args?: JsonObject) => string;

export interface RenderOptions {
  readonly site: Site;
  readonly limits: Limits;
  readonly defaultLocale: string | undefined;
  readonly environment: Environment | null;
  /** Words of the project and of its tenants. */
  readonly overrides?: OverrideSettings;
  readonly watching?: Watching | null;
  /** Ends the wait for late sections that have a timeout; without it they have none. */
  readonly timers?: Timers | undefined;
}

/** What an action knows of the one before it. */
export interface Known {
  readonly args: Json;
  readonly result: Json;
  readonly error: Json;
}

/** A program ready to render: made once. */
interface Linked {
  readonly program: Program;
  readonly part: Part;
  /** By index in `Program.fragments`; linked when first asked for. */
  readonly fragment: (index: number) => LinkedFragment;
  /** The same with a look at each instance, for renders that are measured. */
  readonly measured: () => Pick<Linked, 'part' | 'fragment'>;
  /** Data that holds back the first byte of a stream. */
  readonly critical: readonly string[] | 'all';
  /** In the words of a tenant, where it has some. */
  readonly message: (tenant: Json | undefined) => MessageFormatter;
  /** Of renders that ask for none. */
  readonly locale: string;
}

export function createRenderer(options: RenderOptions): Renderer {
  const buffers = newBuffers();
  const linked = new WeakMap<Program, Linked>();
  const link = (program: Program): Linked => {
    const known = linked.get(program);
    if (known) return known;
    const locale = options.defaultLocale ?? program.contract.locales.default;
    const { watching = null } = options;
    const limited = hasLimits(watching) ? watching : null;
    // Renders that are not measured run without marks, which then cost them nothing.
    const linkedFrom = watching && !limited ? withBlame(program) : program;
    const env = { program: linkedFrom, site: options.site, watching: limited };
    const plain = { part: linkProgram(env), fragment: fragmentsOf(env) };
    let measured: Pick<Linked, 'part' | 'fragment'> | null = env.watching || !watching ? plain : null;
    const made: Linked = {
      program,
      ...plain,
      measured: () => {
        const marked = { ...env, program, watching };
        measured ??= { part: linkProgram(marked), fragment: fragmentsOf(marked) };
        return measured;
      },
      critical: firstData(env),
      message: speakers(program, locale, options.overrides ?? {}),
      locale,
    };
    linked.set(program, made);
    return made;
  };
  const begins = (): boolean => options.watching?.store?.begins() ?? false;
  return {
    buffers,
    render(program, input) {
      const made = link(program);
      const isMeasured = begins();
      const buffer = buffers.take(program.frame);
      try {
        const { state, diagnostics } = begin(made, input, options, buffer, isMeasured);
        const { part } = isMeasured ? made.measured() : made;
        guarded(state, () => part.run(state));
        checkLimits(state);
        settleWatch(state);
        return { html: state.html, status: state.status, diagnostics: diagnostics(), steps: state.env.steps };
      } finally {
        buffers.give(buffer);
      }
    },
    fragment(program, address, input) {
      const made = link(program);
      const wanted = findFragments(program, address);
      const isMeasured = wanted.length > 0 && begins();
      const { fragment } = isMeasured ? made.measured() : made;
      for (const { index, keys } of wanted) {
        const buffer = buffers.take(program.frame);
        try {
          const found = renderFragment(fragment(index), address, keys, begin(made, input, options, buffer, isMeasured));
          if (found) return found;
        } finally {
          buffers.give(buffer);
        }
      }
      return null;
    },
    stream: (program, input, watch) =>
      streamOf(() => {
        const made = link(program);
        const isMeasured = begins();
        const buffer = buffers.take(program.frame);
        try {
          const { part, fragment } = isMeasured ? made.measured() : made;
          const sections = sectionsOf(program, fragment, input, options);
          const { state } = begin(made, input, options, buffer, isMeasured, { sections });
          const { pending } = state;
          const first = made.critical === 'all' ? [...pending.keys()] : made.critical;
          const awaited = first.flatMap((name) => pending.get(name) ?? []);
          return {
            state,
            walk: guardedWalk(state, walkPart(part, state)),
            chunks: buffer.chunks,
            first: awaited.length > 0 ? Promise.all(awaited) : null,
            close: () => {
              sections?.close();
              settleWatch(state);
              buffers.give(buffer);
            },
          };
        } catch (error) {
          buffers.give(buffer);
          throw error;
        }
      }, watch),
    evaluator(program, input, form) {
      const { state } = begin(link(program), input, options, { frame: newFrame(program) });
      state.frame[3] = form;
      return (code, known) => {
        state.frame[4] = known?.args ?? null;
        state.frame[5] = known?.result ?? null;
        state.frame[6] = known?.error ?? null;
        return linkCode(code)(state.frame, state.env);
      };
    },
    asked(program, input, address, trigger) {
      const asking: Asking = { address, trigger, question: null, given: null };
      const made = link(program);
      const { state } = begin(made, input, options, { frame: newFrame(program) }, false, { asking });
      guarded(state, () => made.part.run(state));
      return asking;
    },
    shownFields(program, address, input, form) {
      const made = link(program);
      for (const { index, keys } of findFragments(program, address)) {
        const shown: Shown = { form, pointers: new Set(), closed: new Set(), readonly: false };
        const { state } = begin(made, input, options, { frame: newFrame(program) }, false, { shown });
        if (guarded(state, () => made.fragment(index).find(state, keys, address))) return shown;
      }
      return null;
    },
    speaker(program, input) {
      const { state } = begin(link(program), input, options, { frame: newFrame(program) });
      return (key, args = {}) => state.env.message(wordsDocument, key, args);
    },
  };
}

function fragmentsOf(env: LinkEnvironment): Linked['fragment'] {
  const linked = new Map<number, LinkedFragment>();
  let paths: readonly FragmentPath[] | null = null;
  return (index) => {
    const known = linked.get(index);
    if (known) return known;
    paths ??= fragmentPaths(env.program.ops);
    const made = linkFragment(index, paths[index]!, env);
    linked.set(index, made);
    return made;
  };
}

/** The step budget of the expressions is a limit of the whole render. */
function guarded<T>(state: RenderState, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof RenderBudgetError)) throw error;
    throw new RenderLimitError('UI9101', 'the number of steps', error.limit, state.place());
  }
}

function* guardedWalk(state: RenderState, walk: Generator<Pause, void>): Generator<Pause, void> {
  for (let step = guarded(state, () => walk.next()); !step.done; step = guarded(state, () => walk.next()))
    yield step.value;
}

const newFrame = (program: Program): Json[] => new Array(program.frame).fill(null);

function renderFragment(
  fragment: LinkedFragment,
  address: string,
  keys: ReadonlyMap<number, string>,
  { state, diagnostics }: ReturnType<typeof begin>,
): Rendered | null {
  const answer = (html: string, status: number): Rendered => ({
    html,
    status,
    diagnostics: diagnostics(),
    steps: state.env.steps,
  });
  try {
    if (!guarded(state, () => fragment.find(state, keys, address))) return null;
    checkLimits(state);
    settleWatch(state);
    return answer(state.html, 200);
  } catch (error) {
    if (!(error instanceof RenderLimitError)) throw error;
    // The page around it stands: only this part says that it cannot be shown.
    return answer(errorBox(error.code, state, idPrefix + address), 500);
  }
}

/** Names that must be there before the first byte (language.md 4.6). Parts under a limit cannot wait inside. */
const firstData = ({ program, watching }: LinkEnvironment): Linked['critical'] =>
  watching ? 'all' : criticalData(program);

/** Where late sections of a stream are kept; null when it can have none. */
function sectionsOf(
  program: Program,
  fragment: Linked['fragment'],
  input: StreamInput,
  options: RenderOptions,
): LateSections | null {
  const emitter = input.emitter ?? dialects[options.site.dialect].emitter;
  if (emitter === 'none' || input.lazy !== 'waiting' || !program.scripts.includes('stream')) return null;
  return lateSections(emitter, program.fragments, fragment, options.timers);
}

/** The messages of a program, made once for each tenant that has words of its own. */
function speakers(program: Program, locale: string, { messages, tenants = {} }: OverrideSettings): Linked['message'] {
  const words = withOverrides(withWords(program.messages), messages);
  const own = createMessages(words, locale);
  const made = new Map<string, MessageFormatter>();
  return (tenant) => {
    if (typeof tenant !== 'string' || !Object.hasOwn(tenants, tenant)) return own;
    const known = made.get(tenant) ?? createMessages(withOverrides(words, tenants[tenant]!.messages), locale);
    made.set(tenant, known);
    return known;
  };
}

const hasLimits = (watching: Watching | null): boolean => watching !== null && Object.keys(watching.limits).length > 0;

/** What only some renders have. */
type Extras = Partial<Pick<RenderState, 'asking' | 'shown' | 'sections'>>;

function begin(
  { program, message: speaker, locale }: Linked,
  input: StreamInput,
  { site, limits, environment, watching = null }: RenderOptions,
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
      message: (owner, key, args) => message.text(owner, key, args, state.env),
      messageParts: (owner, key, args) => message.parts(owner, key, args, state.env),
      problem: (code, params) => found.add(state.node, code, params as never),
    },
    params: inputs.params,
    route: { path },
    failures: inputs.failures,
    pending: inputs.pending,
    absent: inputs.absent,
    forms: { values: input.form ?? {}, errors: input.formErrors ?? {} },
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

type Found = ReturnType<typeof newDiagnostics>;

/** The same mistake in a thousand rows is one diagnostic. */
function newDiagnostics(program: Program) {
  const found = new Map<string, Diagnostic>();
  const add = (node: number, code: Parameters<typeof reportAt>[0], params: never) => {
    if (found.size > mostDiagnostics) return;
    const at = placeIn(program, node);
    const diagnostic = reportAt(code, params, at);
    const key = `${code} ${node} ${diagnostic.message}`;
    if (found.size < mostDiagnostics) found.set(key, diagnostic);
    else if (!found.has(key)) found.set(key, reportAt('UI9003', { most: mostDiagnostics }, at));
  };
  return { add: add as (node: number, code: string, params: unknown) => void, list: () => [...found.values()] };
}

const mostDiagnostics = 300;

function placeIn({ nodes, id, version }: Program, node: number): NodePlace {
  const place = nodes[node];
  return place
    ? { pointer: place.pointer, document: place.document, node: place.id }
    : { pointer: '', document: `${id}@${version}` };
}

function tellInputs({ problems }: Inputs, found: Found): void {
  for (const problem of problems) {
    if (problem.kind === 'failed') found.add(-1, 'UI9201', { data: problem.data, status: problem.status });
    else found.add(-1, 'UI9202', { data: problem.data, problem: problem.problem });
  }
}

function tellEnvironment({ environment: compiled }: Program, rendering: Environment | null, found: Found): void {
  if (!compiled || !rendering) return;
  const text = ({ icu, cldr, tz }: Environment) => `ICU ${icu}, CLDR ${cldr}, tz ${tz}`;
  if (text(compiled) !== text(rendering)) {
    found.add(-1, 'UI9401', { compiled: text(compiled), rendering: text(rendering) });
  }
}
