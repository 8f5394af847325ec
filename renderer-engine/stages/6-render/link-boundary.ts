import type { JsonObject } from '../../document/types.ts';
import { idPrefix } from '../../html/dom-id.ts';
import { utf8Length } from '../../html/utf8-length.ts';
import { attribute } from '../../html/writer.ts';
import { errorBox } from './error-box.ts';
import { choice, type Part, type Pause, walkPart, writing } from './part.ts';
import { NodeFailure } from './render-error.ts';
import type { Evaluate, RenderState } from './state.ts';

/**
 * The body is buffered: when it fails, what it has written is cut off and `handler` is written instead. A page that can
 * write behind itself does not wait for what the body reads.
 */
export function linkTry(slot: number, data: readonly string[], body: Part, handler: Part): Part {
  const handle = (failure: NodeFailure, state: RenderState): Part => {
    state.frame[slot] = errorValue(failure, state);
    return handler;
  };
  const run = (state: RenderState): void => {
    const failure = failureAmong(data, state) ?? attempt(body, state);
    if (failure) handle(failure, state).run(state);
  };
  const part: Part = {
    run,
    *walk(state) {
      if (state.pending.size === 0) {
        run(state);
        return;
      }
      if (isAwaited(data, state) && setAside(data, part, handler, slot, state)) return;
      yield* arrival(data, state);
      const failure = failureAmong(data, state) ?? (yield* walkAttempt(body, state));
      if (failure) yield* walkPart(handle(failure, state), state);
    },
  };
  return part;
}

/** The whole view. Data read outside of boundaries is page-critical: its failure shows the root's `catch` alone. */
export function linkPage(slot: number, data: readonly string[], status: number, body: Part, handler: Part): Part {
  return choice([body, handler], (state) => {
    if (state.status === 200) state.status = status;
    state.hasStatus = true;
    const failure = failureAmong(data, state);
    if (!failure) return body;
    state.status = failure.status;
    if (slot < 0) return writing(() => errorBox(failure.code, state));
    state.frame[slot] = errorValue(failure, state);
    return handler;
  });
}

/**
 * Leaves a place in the flow of the page for what comes behind it; false where the page waits. A `<template>` may stand
 * wherever an element may, and holds what shows should the connection break off.
 */
function setAside(data: readonly string[], part: Part, handler: Part, slot: number, state: RenderState): boolean {
  const { sections } = state;
  const id = sections?.setAside(part, data, state) ?? null;
  if (!sections || id === null) return false;
  const { count, emitter } = sections;
  const isNative = emitter === 'native';
  if (isNative) state.html += `<?start name="${id}">`;
  state.html += `<template${attribute('id', id)}${attribute('data-ui-late', true)}>`;
  state.frame[slot] = networkFailure;
  attempt(handler, state);
  sections.cut(count);
  state.html += isNative ? '</template><?end>' : '</template>';
  return true;
}

/** What `error` is when the network, and so nobody on the other side, says why. */
const networkFailure: JsonObject = { code: 'UI9201', id: '', status: 503 };

const isAwaited = (data: readonly string[], { pending }: RenderState): boolean =>
  data.some((name) => pending.has(name));

/** Waits until these data have come or failed. */
export function* arrival(data: readonly string[], { pending }: RenderState): Generator<Pause, void> {
  const awaited = data.flatMap((name) => pending.get(name) ?? []);
  if (awaited.length > 0) yield Promise.all(awaited);
}

export function attempt(body: Part, state: RenderState): NodeFailure | null {
  const mark = enterBoundary(state);
  try {
    body.run(state);
    return leaveBoundary(mark, state);
  } catch (failure) {
    return takeBack(failure, mark, state);
  } finally {
    state.boundaries -= 1;
  }
}

/** As `attempt`, for a body that waits for data inside. */
export function* walkAttempt(body: Part, state: RenderState): Generator<Pause, NodeFailure | null> {
  const mark = enterBoundary(state);
  try {
    yield* walkPart(body, state);
    return leaveBoundary(mark, state);
  } catch (failure) {
    return takeBack(failure, mark, state);
  } finally {
    state.boundaries -= 1;
  }
}

interface Mark {
  readonly length: number;
  readonly iterations: number;
  readonly sections: number;
}

function enterBoundary(state: RenderState): Mark {
  state.boundaries += 1;
  return { length: state.html.length, iterations: state.iterations, sections: state.sections?.count ?? 0 };
}

/** What one boundary holds must fit its buffer; counted in bytes, where a unit is three at most. */
function leaveBoundary({ length }: Mark, state: RenderState): null {
  const most = state.limits.boundaryBytes;
  if ((state.html.length - length) * 3 <= most) return null;
  const value = utf8Length(state.html.slice(length));
  if (value <= most) return null;
  state.report('UI9001', { limit: 'what one boundary holds', value, most });
  throw new NodeFailure('UI9001', 500);
}

function takeBack(failure: unknown, { length, iterations, sections }: Mark, state: RenderState): NodeFailure {
  if (!(failure instanceof NodeFailure)) throw failure;
  state.html = state.html.slice(0, length);
  state.counted = { units: 0, bytes: 0 };
  state.iterations = iterations;
  state.sections?.cut(sections);
  return failure;
}

/** The box of a node that failed; with its address it can be asked for again. */
export function writeBox({ code }: NodeFailure, address: Evaluate | null, state: RenderState): void {
  state.html += errorBox(code, state, address && idPrefix + String(address(state)));
}

const statuses = { notFound: 404, forbidden: 403, unavailable: 503, timeout: 503, invalid: 500 } as const;

export const failureAmong = (data: readonly string[], state: RenderState): NodeFailure | null => {
  if (state.failures.size === 0) return null;
  const name = data.find((one) => state.failures.has(one));
  const status = name === undefined ? undefined : state.failures.get(name);
  return status === undefined ? null : new NodeFailure(status === 'invalid' ? 'UI9202' : 'UI9201', statuses[status]);
};

export const errorValue = ({ code, status }: NodeFailure, state: RenderState): JsonObject => ({
  code,
  id: state.late.errorId ?? '',
  status,
});
