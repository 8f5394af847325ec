import { inOnePiece } from '../../document/one-piece.ts';
import type { RenderState } from './state.ts';

/** A linked op or block. `walk` is there for what may be long: it writes the same bytes and pauses to be sent. */
export interface Part {
  readonly run: (state: RenderState) => void;
  readonly walk?: (state: RenderState) => Generator<Pause, void>;
  /**
   * Of parts that know what they write before they look at the page: what it is, so that neighbors can be put together
   * before the page grows. It may set slots, but it never touches `state.html`.
   */
  readonly write?: Write;
  /** Of static HTML. */
  readonly html?: string;
}

/** A walk stops to have its text sent, or until data has come that the next part reads. */
export type Pause = Promise<unknown> | undefined;

export type Write = (state: RenderState) => string;

/** Characters after which a stream hands on what it has. */
export const chunkLength = 8 * 1024;

export const writing = (write: Write): Part => ({
  write,
  run(state) {
    state.html += write(state);
  },
});

/** In one piece: put together while a page is read, it would be looked through in every render anew. */
export const staticPart = (given: string): Part => {
  const html = inOnePiece(given);
  return { ...writing(() => html), html };
};

export const nothing: Part = staticPart('');

/** Writes nothing, but what comes after it may read what it has done. */
export const doing = (act: (state: RenderState) => void): Part => ({
  run: act,
  write(state) {
    act(state);
    return '';
  },
});

/** One of several parts: `choose` decides. */
export function choice(branches: readonly Part[], choose: (state: RenderState) => Part): Part {
  if (branches.every((branch) => branch.write)) return writing((state) => choose(state).write!(state));
  return {
    run: (state) => choose(state).run(state),
    walk: (state) => walkPart(choose(state), state),
  };
}

/** Parts in sequence. */
export function sequence(all: readonly Part[]): Part {
  const parts = joinWriting(all);
  if (parts.length === 0) return nothing;
  if (parts.length === 1) return parts[0]!;
  const runs = parts.map((part) => part.run);
  const count = runs.length;
  return {
    run(state) {
      for (let i = 0; i < count; i++) runs[i]!(state);
    },
    *walk(state) {
      for (const { walk, run } of parts) {
        // A generator per part would cost more than a short part.
        if (walk) yield* walk(state);
        else run(state);
        if (state.html.length >= chunkLength) yield;
      }
    },
  };
}

/** Of one part made of neighbors: more would keep a stream waiting and nest too deep. */
const mostHoles = 24;
const mostStatic = chunkLength / 2;

/** Neighbors that only write become one part: the page grows once instead of once per hole. */
function joinWriting(parts: readonly Part[]): readonly Part[] {
  const joined: Part[] = [];
  let run: Part[] = [];
  let holes = 0;
  let length = 0;
  const flush = () => {
    if (run.length === 1) joined.push(run[0]!);
    if (run.length > 1) joined.push(joinedStatic(run) ?? writing(together(run)));
    run = [];
    holes = 0;
    length = 0;
  };
  for (const part of parts) {
    if (part.write) {
      run.push(part);
      if (part.html === undefined) holes += 1;
      else length += part.html.length;
      if (holes >= mostHoles || length >= mostStatic) flush();
    } else {
      flush();
      joined.push(part);
    }
  }
  flush();
  return joined;
}

const joinedStatic = (parts: readonly Part[]): Part | null =>
  parts.every(({ html }) => html !== undefined) ? staticPart(parts.map(({ html }) => html).join('')) : null;

/** Static HTML between the holes is concatenated, not called. */
function together(parts: readonly Part[]): Write {
  const between: string[] = [''];
  const holes: Write[] = [];
  for (const { html, write } of parts) {
    if (html !== undefined) between[between.length - 1] += html;
    else {
      holes.push(write!);
      between.push('');
    }
  }
  return interleaved(between.map(inOnePiece), holes);
}

function interleaved(between: readonly string[], holes: readonly Write[]): Write {
  const [a = '', b = '', c = '', d = ''] = between;
  const [first, second, third] = holes;
  switch (holes.length) {
    case 0:
      return () => a;
    case 1:
      return (state) => a + first!(state) + b;
    case 2:
      return (state) => a + first!(state) + b + second!(state) + c;
    case 3:
      return (state) => a + first!(state) + b + second!(state) + c + third!(state) + d;
    default: {
      const start = interleaved([a, b, c, ''], holes.slice(0, 3));
      const rest = interleaved(between.slice(3), holes.slice(3));
      return (state) => start(state) + rest(state);
    }
  }
}

export function* walkPart(part: Part, state: RenderState): Generator<Pause, void> {
  if (part.walk) yield* part.walk(state);
  else part.run(state);
  if (state.html.length >= chunkLength) yield;
}
