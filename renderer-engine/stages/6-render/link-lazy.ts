import type { ProgramFragment } from '../../program.ts';
import { arrival, attempt, errorPart, failureAmong, walkAttempt } from './link-block.ts';
import { choice, type Part, walkPart } from './part.ts';
import { NodeFailure } from './render-error.ts';
import type { RenderState } from './state.ts';

/** The place of a lazy node while the page waits for it, else what comes into it. */
export const linkWaiting = ({ id }: ProgramFragment, place: Part, content: Part): Part =>
  choice([place, content], (state) => (isWaiting(id, state) ? place : content));

const forced = (id: string, state: RenderState): string | undefined =>
  Object.hasOwn(state.forced, id) ? state.forced[id] : undefined;

const isWaiting = (id: string, state: RenderState): boolean => {
  const state_ = forced(id, state);
  return state_ === 'placeholder' || (state_ === undefined && state.lazy === 'waiting');
};

/**
 * A fragment as part of the page. A lazy one answers for itself also here: with its own `catch`, else with the error
 * box, so that a page with all in place shows what the fragments would.
 */
export function linkSettled({ id, lazy, guarded, critical }: ProgramFragment, body: Part): Part {
  if (!lazy) return body;
  const failureOf = (state: RenderState) =>
    forced(id, state) === 'error' ? new NodeFailure('UI9201', 503) : failureAmong(critical, state);
  const box = (failure: NodeFailure | null, state: RenderState): void => {
    if (failure) errorPart(failure.code).run(state);
  };
  const run = (state: RenderState): void => {
    const failure = failureOf(state);
    if (!guarded) box(failure ?? attempt(body, state), state);
    else if (failure) throw failure;
    else body.run(state);
  };
  return {
    run,
    *walk(state) {
      yield* arrival(critical, state);
      const failure = failureOf(state);
      if (!guarded) box(failure ?? (yield* walkAttempt(body, state)), state);
      else if (failure) throw failure;
      else yield* walkPart(body, state);
    },
  };
}
