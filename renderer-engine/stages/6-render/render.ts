import { dialects } from '../../dialects/index.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { PageStream, Rendered, RenderInput, StreamInput } from '../../engine.ts';
import { linkCode } from '../../expressions/index.ts';
import { idPrefix } from '../../html/dom-id.ts';
import { type WordKey, wordsDocument } from '../../messages/index.ts';
import type { Code, Program } from '../../program.ts';
import { type Begun, begin, newFrame } from './begin.ts';
import { type Buffers, newBuffers } from './buffers.ts';
import { errorBox } from './error-box.ts';
import { findFragments } from './fragment-address.ts';
import { guarded, guardedWalk } from './guarded.ts';
import { type LateSections, lateSections } from './late-sections.ts';
import type { LinkedFragment } from './link-fragment.ts';
import { type Linked, linker } from './linker.ts';
import { walkPart } from './part.ts';
import { RenderLimitError } from './render-error.ts';
import type { RenderOptions } from './render-options.ts';
import { type Asking, checkLimits, type Shown } from './state.ts';
import { type StreamWatch, streamOf } from './stream.ts';
import { settleWatch } from './watch.ts';

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

/** What an action knows of the one before it. */
export interface Known {
  readonly args: Json;
  readonly result: Json;
  readonly error: Json;
}

export function createRenderer(options: RenderOptions): Renderer {
  const buffers = newBuffers();
  const link = linker(options);
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

function renderFragment(
  fragment: LinkedFragment,
  address: string,
  keys: ReadonlyMap<number, string>,
  { state, diagnostics }: Begun,
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
