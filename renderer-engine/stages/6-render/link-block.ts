import type { Json, JsonObject } from '../../document/types.ts';
import { encodeKey, idPrefix } from '../../html/dom-id.ts';
import { utf8Length } from '../../html/utf8-length.ts';
import { asText } from '../../html/writer.ts';
import type { EachLoop } from '../5-emit/ops.ts';
import { errorBox } from './error-box.ts';
import { failNode } from './fail-node.ts';
import { type LinkEnvironment, linkValue } from './link-value.ts';
import { choice, chunkLength, type Part, type Pause, walkPart, writing } from './part.ts';
import { NodeFailure, RenderLimitError } from './render-error.ts';
import { checkLimits, type Evaluate, type RenderState } from './state.ts';

export function linkIf(test: Evaluate, node: number, then: Part, otherwise: Part): Part {
  return choice([then, otherwise], (state) => {
    state.node = node;
    const value = test(state);
    if (value !== null && typeof value !== 'boolean') {
      state.report('UI4102', { operation: 'if', expected: 'true or false', found: kindOf(value) });
    }
    return value === true ? then : otherwise;
  });
}

const kindOf = (value: Json): string =>
  Array.isArray(value)
    ? 'a list'
    : typeof value === 'object'
      ? 'a map'
      : typeof value === 'string'
        ? 'text'
        : `a ${typeof value}`;

export function linkSwitch(value: Evaluate, node: number, cases: ReadonlyMap<string, Part>, otherwise: Part): Part {
  return choice([...cases.values(), otherwise], (state) => {
    state.node = node;
    return cases.get(asText(value(state))) ?? otherwise;
  });
}

/** Fails before the first byte: to the nearest boundary, else as a box in the node's place (language.md 4.6). */
export function linkGuard(
  component: string,
  checks: readonly (readonly [string, number])[],
  types: readonly string[],
  node: number,
  body: Part,
): Part {
  const failed = writing((state) => failNode('UI5003', types, state));
  return choice([body, failed], (state) => {
    const missing = checks.find(([, slot]) => (state.frame[slot] ?? null) === null);
    if (!missing) return body;
    state.node = node;
    state.report('UI5003', { component, prop: missing[0] });
    return failed;
  });
}

export const errorPart = (code: string): Part => writing((state) => errorBox(code, state));

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

/** The body is buffered: when it fails, what it has written is cut off and `handler` is written instead. */
export function linkTry(slot: number, data: readonly string[], body: Part, handler: Part): Part {
  const handle = (failure: NodeFailure, state: RenderState): Part => {
    state.frame[slot] = errorValue(failure, state);
    return handler;
  };
  const run = (state: RenderState): void => {
    const failure = failureAmong(data, state) ?? attempt(body, state);
    if (failure) handle(failure, state).run(state);
  };
  return {
    run,
    *walk(state) {
      if (state.pending.size === 0) {
        run(state);
        return;
      }
      yield* arrival(data, state);
      const failure = failureAmong(data, state) ?? (yield* walkAttempt(body, state));
      if (failure) yield* walkPart(handle(failure, state), state);
    },
  };
}

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

/** The whole view. Data read outside of boundaries is page-critical: its failure shows the root's `catch` alone. */
export function linkPage(slot: number, data: readonly string[], status: number, body: Part, handler: Part): Part {
  return choice([body, handler], (state) => {
    if (state.status === 200) state.status = status;
    state.hasStatus = true;
    const failure = failureAmong(data, state);
    if (!failure) return body;
    state.status = failure.status;
    if (slot < 0) return errorPart(failure.code);
    state.frame[slot] = errorValue(failure, state);
    return handler;
  });
}

interface Loop {
  readonly items: readonly Json[];
  readonly seen: Set<string> | null;
  readonly outer: number;
}

/** Opens, steps and closes a loop; shared by both ways of rendering. */
export function linkEach(
  list: Evaluate,
  loop: EachLoop,
  node: number,
  body: Part,
  empty: Part,
  env: LinkEnvironment,
): Part {
  const keyOf = loop.keyOf === null ? null : linkValue(loop.keyOf, env);
  const { item, index } = loop;

  const open = (state: RenderState): Loop => {
    state.node = node;
    const items = shortened(listOf(list(state), state), loop.limit, state);
    const outer = state.iterations;
    state.iterations *= Math.max(1, items.length);
    if (state.iterations > state.limits.loopProduct) {
      const { loopProduct } = state.limits;
      throw new RenderLimitError('UI9001', 'the number of items in nested loops', loopProduct, state.place());
    }
    return { items, seen: keyOf ? new Set() : null, outer };
  };
  const enter = ({ items, seen }: Loop, at: number, state: RenderState): void => {
    state.frame[item] = items[at]!;
    state.frame[index] = at;
    if (keyOf && seen) {
      state.node = node;
      const key = uniqueKey(keyOf(state), at, seen, state);
      if (loop.key !== null) state.frame[loop.key] = encodeKey(key);
    }
    checkLimits(state);
  };

  return {
    run(state) {
      const open_ = open(state);
      const count = open_.items.length;
      if (count === 0) empty.run(state);
      for (let at = 0; at < count; at++) {
        enter(open_, at, state);
        body.run(state);
      }
      state.iterations = open_.outer;
    },
    *walk(state) {
      const open_ = open(state);
      const count = open_.items.length;
      if (count === 0) yield* walkPart(empty, state);
      for (let at = 0; at < count; at++) {
        enter(open_, at, state);
        // A generator per item would cost as much as a short item.
        if (body.walk) yield* walkPart(body, state);
        else {
          body.run(state);
          if (state.html.length >= chunkLength) yield;
        }
      }
      state.iterations = open_.outer;
    },
  };
}

export function listOf(value: Json, state: RenderState): readonly Json[] {
  if (Array.isArray(value)) return value;
  if (value !== null) state.report('UI4102', { operation: 'for', expected: 'a list', found: kindOf(value) });
  return [];
}

/** An author's limit cuts quietly, the engine's own says so. */
export function shortened(items: readonly Json[], limit: number | null, state: RenderState): readonly Json[] {
  const { loopItems, loopItemsHard } = state.limits;
  const most = Math.min(limit ?? loopItems, loopItemsHard);
  if (items.length <= most) return items;
  if (limit === null || limit > loopItemsHard) {
    state.report('UI9001', { limit: 'the number of items of a loop', value: items.length, most });
  }
  return items.slice(0, most);
}

/** A null or repeated key gets its index appended, so that ids stay unique (language.md 2.2). */
export function uniqueKey(key: Json, at: number, seen: Set<string>, state: RenderState): string {
  const text = asText(key);
  const before = seen.size;
  if (text !== '' && seen.add(text).size > before) return text;
  state.report('UI5008', { problem: text === '' ? 'an item has no key' : `two items have the key "${text}"` });
  const unique = `${text}${at}`;
  seen.add(unique);
  return unique;
}
