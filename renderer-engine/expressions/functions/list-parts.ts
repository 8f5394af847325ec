import { limitList, limitText, listTooLong, spend, textTooLong } from '../budget.ts';
import type { Env, Value } from '../env.ts';
import { expressionLimits } from '../limits.ts';
import type { Type } from '../type.ts';
import { anyType, listOf, nullable, numberType, textType, union, withoutNull } from '../types.ts';
import { isList, kindOf, textOf } from '../values.ts';
import { ArgumentProblem, always, defineFunction } from './define.ts';

const sameList = ([list]: readonly Type[]): Type => listOf(itemOf(list));

export function itemOf(list: Type | undefined): Type {
  return !list || list.any ? anyType : (list.list ?? {});
}

/** Functions that take lists apart and put them together, whatever is in them. */
export const partFunctions = {
  first: defineFunction({
    signature: 'first(xs)',
    summary: 'The first item, or null.',
    takes: ['list'],
    gives: ([list]) => nullable(itemOf(list)),
    run: (_, xs) => xs[0] ?? null,
  }),
  last: defineFunction({
    signature: 'last(xs)',
    summary: 'The last item, or null.',
    takes: ['list'],
    gives: ([list]) => nullable(itemOf(list)),
    run: (_, xs) => xs.at(-1) ?? null,
  }),
  take: defineFunction({
    signature: 'take(xs, n)',
    summary: 'The first n items.',
    takes: ['list', 'number'],
    gives: sameList,
    run: (env, xs, n) => part(env, xs, 0, Math.max(0, n)),
  }),
  skip: defineFunction({
    signature: 'skip(xs, n)',
    summary: 'All but the first n items.',
    takes: ['list', 'number'],
    gives: sameList,
    run: (env, xs, n) => part(env, xs, Math.max(0, n)),
  }),
  slice: defineFunction({
    signature: 'slice(xs, from, to?)',
    summary: 'Items from one position up to, not including, another; negative ones count from the end.',
    takes: ['list', 'number', 'number?'],
    gives: sameList,
    run: (env, xs, from, to) => part(env, xs, from, to),
  }),
  reverse: defineFunction({
    signature: 'reverse(xs)',
    summary: 'Last item first.',
    takes: ['list'],
    gives: sameList,
    run: (env, xs) => {
      spend(env, xs.length);
      return limitList(env, xs.toReversed());
    },
  }),
  concat: defineFunction({
    signature: 'concat(xs, ys)',
    summary: 'The items of both lists.',
    takes: ['list', 'list'],
    gives: ([a, b]) => listOf(union(itemOf(a), itemOf(b))),
    run: (env, xs, ys) => joined(env, [xs, ys]),
  }),
  flat: defineFunction({
    signature: 'flat(xs)',
    summary: 'A list of lists as one list; nulls in it count as empty lists, other items stay.',
    takes: ['list'],
    gives: ([list]) => listOf(flatItem(itemOf(list))),
    run: (env, xs) =>
      joined(
        env,
        xs.map((item) => (item === null ? [] : isList(item) ? item : [item])),
      ),
  }),
  join: defineFunction({
    signature: 'join(xs, by)',
    summary: 'Texts and numbers of a list as one text, with a separator between.',
    takes: ['list', 'text'],
    accepts: { 0: { list: { text: true, number: true, date: true, datetime: true, null: true }, null: true } },
    gives: always(textType),
    run: (env, xs, by) => {
      spend(env, xs.length);
      const texts = xs.map((item) => {
        const text = textOf(item);
        if (text === undefined) throw new ArgumentProblem('texts and numbers', kindOf(item));
        return text;
      });
      const length = texts.reduce((sum, text) => sum + text.length, by.length * Math.max(0, texts.length - 1));
      return length > expressionLimits.textLength ? textTooLong(env) : limitText(env, texts.join(by));
    },
  }),
  range: defineFunction({
    signature: 'range(from, to)',
    summary: 'Whole numbers from one up to, not including, another; at most 1,000.',
    takes: ['number', 'number'],
    gives: always(listOf(numberType)),
    run: (env, from, to) => {
      const start = Math.ceil(from);
      const length = Math.max(0, Math.ceil(to - start));
      if (length > expressionLimits.rangeLength) {
        env.problem('UI9101', { limit: 'range length', value: expressionLimits.rangeLength });
        return null;
      }
      spend(env, length);
      return Array.from({ length }, (_, index) => start + index + 0);
    },
  }),
  zip: defineFunction({
    signature: 'zip(xs, ys)',
    summary: 'Pairs of the items at equal positions, as long as the shorter list.',
    takes: ['list', 'list'],
    gives: ([a, b]) => listOf(listOf(union(itemOf(a), itemOf(b)))),
    run: (env, xs, ys) => {
      const length = Math.min(xs.length, ys.length);
      spend(env, length);
      return limitList(
        env,
        Array.from({ length }, (_, index) => [xs[index] ?? null, ys[index] ?? null]),
      );
    },
  }),
};

function part(env: Env, xs: readonly Value[], from: number, to?: number): Value {
  const items = xs.slice(from, to);
  spend(env, items.length);
  return limitList(env, items);
}

function joined(env: Env, lists: readonly (readonly Value[])[]): Value {
  const length = lists.reduce((sum, list) => sum + list.length, 0);
  spend(env, length);
  return length > expressionLimits.listLength ? listTooLong(env) : lists.flat();
}

function flatItem(item: Type): Type {
  if (item.any) return anyType;
  const { list, ...others } = withoutNull(item);
  return list ? union(list, others) : others;
}
