import type { RenderState } from './state.ts';

/** A linked op or block. `walk` is there for what may be long: it writes the same bytes and pauses to be sent. */
export interface Part {
  readonly run: (state: RenderState) => void;
  readonly walk?: (state: RenderState) => Generator<undefined, void>;
}

/** Characters after which a stream hands on what it has. */
export const chunkLength = 8 * 1024;

export const nothing: Part = { run: () => {} };

/** Parts in sequence. */
export function sequence(parts: readonly Part[]): Part {
  if (parts.length === 0) return nothing;
  if (parts.length === 1) return parts[0]!;
  const runs = parts.map((part) => part.run);
  const count = runs.length;
  return {
    run(state) {
      for (let i = 0; i < count; i++) runs[i]!(state);
    },
    *walk(state) {
      for (const part of parts) yield* walkPart(part, state);
    },
  };
}

export function* walkPart(part: Part, state: RenderState): Generator<undefined, void> {
  if (part.walk) yield* part.walk(state);
  else part.run(state);
  if (state.html.length >= chunkLength) yield;
}
