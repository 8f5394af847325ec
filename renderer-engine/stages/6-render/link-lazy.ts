import { idPrefix } from '../../html/dom-id.ts';
import type { ProgramFragment } from '../../program.ts';
import { arrival, attempt, failureAmong, walkAttempt, writeBox } from './link-boundary.ts';
import type { LinkEnvironment } from './link-environment.ts';
import { choice, type Part, walkPart } from './part.ts';
import { NodeFailure } from './render-error.ts';
import type { Evaluate, RenderState } from './state.ts';

/** Where the content of a lazy node is: in its place, behind the page, or not here, so that the place asks for it. */
export type Standing = 'there' | 'late' | 'elsewhere';

/** The place of a lazy node while the page waits for it, else what comes into it. */
export function linkWaiting(
  index: number,
  id: Evaluate | null,
  place: Part,
  content: Part,
  env: LinkEnvironment,
): Part {
  const fragment = env.program.fragments[index]!;
  const late = id === null ? place : linkLate(index, id, place);
  return choice([place, content, late], (state) => {
    const standing = standingOf(fragment, state);
    return standing === 'there' ? content : standing === 'late' ? late : place;
  });
}

/** A place that is filled further down in the same stream; `id` is its address. */
function linkLate(index: number, id: Evaluate, place: Part): Part {
  return {
    run(state) {
      const sections = state.sections!;
      const name = idPrefix + String(id(state));
      if (sections.emitter === 'native') state.html += `<?start name="${name}">`;
      place.run(state);
      if (sections.emitter === 'native') state.html += '<?end>';
      sections.add(index, name, state);
    },
  };
}

const forced = (id: string, state: RenderState): string | undefined =>
  Object.hasOwn(state.forced, id) ? state.forced[id] : undefined;

export function standingOf({ id, lazy, data, awaited = data }: ProgramFragment, state: RenderState): Standing {
  const own = forced(id, state);
  if (own === 'placeholder') return 'elsewhere';
  if (own !== undefined || state.lazy === 'settled') return 'there';
  if (lazy?.mode !== 'stream' || awaited.some((name) => state.absent.has(name))) return 'elsewhere';
  if (!awaited.some((name) => state.pending.has(name))) return 'there';
  return state.sections ? 'late' : 'elsewhere';
}

/**
 * A fragment as part of the page. A lazy one answers for itself also here: with its own `catch`, else with the error
 * box, so that a page with all in place shows what the fragments would. `address`: of a box that can be asked for again.
 */
export function linkSettled(
  { id, lazy, guarded, critical }: ProgramFragment,
  body: Part,
  address: Evaluate | null,
): Part {
  if (!lazy) return body;
  const failureOf = (state: RenderState) =>
    forced(id, state) === 'error' ? new NodeFailure('UI9201', 503) : failureAmong(critical, state);
  const box = (failure: NodeFailure | null, state: RenderState): void => {
    if (failure) writeBox(failure, address, state);
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
