import type { Json } from '../../document/types.ts';
import { encodeKey } from '../../html/dom-id.ts';
import { asText } from '../../html/writer.ts';
import type { EachLoop } from '../5-emit/ops.ts';
import { kindOf } from './kind-of.ts';
import { type LinkEnvironment, linkValue } from './link-value.ts';
import { chunkLength, type Part, walkPart } from './part.ts';
import { RenderLimitError } from './render-error.ts';
import { checkLimits, type Evaluate, type RenderState } from './state.ts';

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
