import type { PageStream } from '../../engine.ts';
import { utf8Length } from '../../html/utf8-length.ts';
import type { Pause } from './part.ts';
import { chunkLength } from './part.ts';
import { checkLimits, type RenderState } from './state.ts';

/** A render that is under way: writes up to its next pause, or to its end. */
export interface OpenRender {
  readonly state: RenderState;
  readonly walk: Generator<Pause, void>;
  readonly chunks: string[];
  /** What must be there before the first byte; null when it is. */
  readonly first: Promise<unknown> | null;
  /** Called once, however it ends. */
  readonly close: () => void;
}

/** Who looks at the work on one stream, and not at the time its reader takes. */
export interface StreamWatch {
  /** Does a piece of it. */
  work<T>(piece: () => T): T;
  /** Called once, however it ends. */
  end(): void;
}

const unwatched: StreamWatch = { work: (piece) => piece(), end: () => undefined };

/**
 * Renders as fast as it is read (E15): nothing is done before the first chunk is asked for, between two of them, or
 * after the reader has gone, even while the render waits for data.
 */
export function streamOf(open: () => OpenRender, watch: () => StreamWatch = () => unwatched): PageStream {
  let begun: RenderState | null = null;
  const noting = (): OpenRender => {
    const render = open();
    begun = render.state;
    return render;
  };
  return {
    [Symbol.asyncIterator]: () => iterate(noting, watch),
    get status() {
      return begun?.status ?? 200;
    },
  };
}

function iterate(open: () => OpenRender, watch: () => StreamWatch): AsyncIterator<string, undefined> {
  let render: OpenRender | null = null;
  let watching: StreamWatch = unwatched;
  let waiting: Promise<unknown> | null = null;
  let phase: 'new' | 'open' | 'written' | 'ended' = 'new';
  const isEnded = (): boolean => phase === 'ended';
  const end = (): { done: true; value: undefined } => {
    if (phase !== 'ended') {
      render?.close();
      watching.end();
    }
    phase = 'ended';
    render = null;
    return { done: true, value: undefined };
  };
  const begin = (): OpenRender => {
    watching = watch();
    const begun = watching.work(open);
    phase = 'open';
    waiting = begun.first;
    return begun;
  };
  const work = ({ state, walk, chunks }: OpenRender): void => {
    const step = walk.next();
    if (step.done) {
      checkLimits(state);
      phase = 'written';
    } else waiting = step.value ?? null;
    // What a boundary around has written may still be taken back.
    if (state.boundaries === 0 && (state.hasStatus || step.done)) collect(state, chunks);
  };
  const next = async (): Promise<IteratorResult<string, undefined>> => {
    while (!isEnded()) {
      render ??= begin();
      const chunk = render.chunks.shift();
      if (chunk !== undefined) return { done: false, value: chunk };
      if (phase === 'written') break;
      if (waiting) await waiting;
      if (isEnded()) break;
      waiting = null;
      const current = render;
      watching.work(() => work(current));
    }
    return end();
  };
  return {
    next: () =>
      next().catch((error: unknown) => {
        end();
        throw error;
      }),
    return: async () => end(),
  };
}

/** Moves what has been written to the chunks, in pieces of about 8 KB that never part a surrogate pair. */
function collect(state: RenderState, chunks: string[]): void {
  const { html } = state;
  state.html = '';
  state.sent += html.length;
  state.sentBytes += utf8Length(html);
  state.counted = { units: 0, bytes: 0 };
  for (let from = 0; from < html.length; ) {
    const rest = html.length - from;
    let length = rest <= chunkLength * 1.5 ? rest : chunkLength;
    const last = html.charCodeAt(from + length - 1);
    if (length < rest && last >= 0xd800 && last <= 0xdbff) length += 1;
    chunks.push(html.slice(from, from + length));
    from += length;
  }
}
