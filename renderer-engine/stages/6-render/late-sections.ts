import type { Json } from '../../document/types.ts';
import type { StreamEmitter } from '../../engine.ts';
import { attribute } from '../../html/writer.ts';
import type { ProgramFragment } from '../../program.ts';
import type { Timers } from '../../registry/ports.ts';
import type { LinkedFragment } from './link-fragment.ts';
import { type Part, type Pause, walkPart } from './part.ts';
import { NodeFailure } from './render-error.ts';
import type { RenderState } from './state.ts';

/**
 * What a stream writes behind the page, each part as soon as its data has come: sections with `"mode": "stream"`
 * (language.md 4.4), and boundaries in the flow of such a page that would hold the rest back. Null in every other render.
 */
export interface LateSections {
  readonly emitter: Exclude<StreamEmitter, 'none'>;
  /** How many places have been written so far. */
  readonly count: number;
  /** Whether a part of the page's flow has been set aside. */
  readonly hasParts: boolean;
  /** Keeps what a section needs to be written later, and starts its time. */
  add(index: number, id: string, state: RenderState): void;
  /**
   * The same for a part that waits for these data, as long as the host waits for them. Gives the id of its place; null
   * when there are so many already that the page had better wait.
   */
  setAside(part: Part, data: readonly string[], state: RenderState): string | null;
  /** Forgets places that were taken back: those after the first `count`. */
  cut(count: number): void;
  /** Writes them in the order in which their data comes, and waits in between. */
  write(state: RenderState): Generator<Pause, void>;
  /** Calls off what still waits. */
  close(): void;
}

interface Section {
  /** DOM id of its place. */
  readonly id: string;
  /** `failure`: shown instead of it; null when its data came in time. */
  readonly write: (state: RenderState, failure: NodeFailure | null) => Iterable<Pause>;
  /** What the page knew where the place stands: loop items, `let`. */
  readonly frame: readonly Json[];
  readonly iterations: number;
  /** True once it has arrived, or nobody wants it any more. */
  closed: boolean;
  callOff: () => void;
}

interface Arrival {
  readonly section: Section;
  readonly failure: NodeFailure | null;
}

/** Attribute that names the place, by who moves a section there. */
const emitters = { native: 'for', mover: 'data-ui-for' } as const;

/** Of the id of a place in the flow; no address of a node has a dot. */
const partPrefix = 'ui.';

/** Each keeps what the page knew at its place: a boundary in a long loop is worth no more. */
const mostAside = 200;

/** Tells the mover that what stands before it is all there. */
const whole = '<!---->';

export function lateSections(
  emitter: LateSections['emitter'],
  fragments: readonly ProgramFragment[],
  linked: (index: number) => LinkedFragment,
  timers: Timers | undefined,
): LateSections {
  const added: Section[] = [];
  let arrived: Arrival[] = [];
  let read = 0;
  let left = 0;
  let wake: () => void = () => undefined;
  const close = (section: Section): void => {
    if (section.closed) return;
    section.closed = true;
    section.callOff();
  };
  const arrive = (section: Section, failure: NodeFailure | null): void => {
    if (section.closed) return;
    close(section);
    arrived.push({ section, failure });
    wake();
  };
  const keep = (
    id: string,
    data: readonly string[],
    timeout: number | null,
    write: Section['write'],
    { frame, iterations, pending }: RenderState,
  ): void => {
    const section: Section = { id, write, frame: [...frame], iterations, closed: false, callOff: () => undefined };
    added.push(section);
    left += 1;
    if (timeout !== null && timers) {
      section.callOff = timers(timeout, () => arrive(section, new NodeFailure('UI9201', 503)));
    }
    void Promise.all(data.flatMap((name) => pending.get(name) ?? [])).then(() => arrive(section, null));
  };
  return {
    emitter,
    get count() {
      return added.length;
    },
    get hasParts() {
      return added.some(({ id }) => id.startsWith(partPrefix));
    },
    add(index, id, state) {
      const { lazy, data, awaited = data } = fragments[index]!;
      const write: Section['write'] = (later, failure) => {
        linked(index).show(later, failure);
        return [];
      };
      keep(id, awaited, lazy?.timeout ?? null, write, state);
    },
    setAside(part, data, state) {
      if (added.length >= mostAside) return null;
      const id = `${partPrefix}${added.length}`;
      keep(id, data, null, (later) => walkPart(part, later), state);
      return id;
    },
    cut(count) {
      const back = new Set(added.splice(count));
      left -= back.size;
      back.forEach(close);
      arrived = arrived.slice(read).filter(({ section }) => !back.has(section));
      read = 0;
    },
    *write(state) {
      for (; left > 0; left--) {
        if (read === arrived.length) {
          yield new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        const { section, failure } = arrived[read++]!;
        comeBackTo(section, state);
        state.html += `<template${attribute(emitters[emitter], section.id)}>`;
        yield* section.write(state, failure);
        state.html += `</template>${emitter === 'mover' ? whole : ''}`;
        // Nobody waits for a section that is there.
        yield;
      }
    },
    close: () => added.forEach(close),
  };
}

function comeBackTo({ frame, iterations }: Section, state: RenderState): void {
  for (const [slot, value] of frame.entries()) state.frame[slot] = value;
  state.iterations = iterations;
}
