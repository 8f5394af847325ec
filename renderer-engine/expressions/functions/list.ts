import { limitList, limitText, listTooLong, spend, textSteps, textTooLong } from '../budget.ts';
import type { Env, Value } from '../env.ts';
import { expressionLimits } from '../limits.ts';
import type { Type } from '../type.ts';
import { anyType, booleanType, listOf, mapOf, nullable, numberType, textType, union, withoutNull } from '../types.ts';
import { finite, identity, isList, isMap, kindOf, textOf } from '../values.ts';
import { codePointLength } from './code-points.ts';
import { ArgumentProblem, always, defineFunction, type LambdaValue } from './define.ts';
import { sortBy } from './sort.ts';

const number = always(numberType);
const boolean = always(booleanType);
const sameList = ([list]: readonly Type[]): Type => listOf(itemOf(list));
const itemAndIndex = ([list]: readonly Type[]): readonly Type[] => [itemOf(list), numberType];
const condition: Type = { boolean: true, null: true };
const maybeNumber: Type = { number: true, null: true };

function itemOf(list: Type | undefined): Type {
  return !list || list.any ? anyType : (list.list ?? {});
}

/** Functions of lists. `f` sees the item, and its index from 0; null as a list is the empty list. */
export const listFunctions = {
  size: defineFunction({
    signature: 'size(x)',
    summary: 'Number of items, entries or characters; 0 of null.',
    takes: ['any'],
    accepts: {
      0: { list: anyType, map: { properties: {}, rest: anyType }, text: true, date: true, datetime: true, null: true },
    },
    gives: number,
    run: (env, x) => sizeOf(env, x),
  }),
  map: defineFunction({
    signature: 'map(xs, x => …)',
    summary: 'What the function gives for each item.',
    takes: ['list', 'lambda'],
    lambdaOf: itemAndIndex,
    gives: ([, result = anyType]) => listOf(result),
    run: (env, xs, f) => limitList(env, xs.map(f)),
  }),
  filter: defineFunction({
    signature: 'filter(xs, x => …)',
    summary: 'The items for which the condition holds.',
    takes: ['list', 'lambda'],
    lambdaOf: itemAndIndex,
    lambdaGives: condition,
    gives: sameList,
    run: (env, xs, f) =>
      limitList(
        env,
        xs.filter((item, index) => holds(f(item, index))),
      ),
  }),
  any: defineFunction({
    signature: 'any(xs, x => …)',
    summary: 'Whether the condition holds for some item.',
    takes: ['list', 'lambda'],
    lambdaOf: itemAndIndex,
    lambdaGives: condition,
    gives: boolean,
    run: (_, xs, f) => xs.some((item, index) => holds(f(item, index))),
  }),
  all: defineFunction({
    signature: 'all(xs, x => …)',
    summary: 'Whether the condition holds for every item; true of the empty list.',
    takes: ['list', 'lambda'],
    lambdaOf: itemAndIndex,
    lambdaGives: condition,
    gives: boolean,
    run: (_, xs, f) => xs.every((item, index) => holds(f(item, index))),
  }),
  count: defineFunction({
    signature: 'count(xs, x => …?)',
    summary: 'Number of items, or of those for which the condition holds.',
    takes: ['list', 'lambda?'],
    lambdaOf: itemAndIndex,
    lambdaGives: condition,
    gives: number,
    run: (_, xs, f) =>
      f ? xs.reduce<number>((sum, item, index) => sum + (holds(f(item, index)) ? 1 : 0), 0) : xs.length,
  }),
  find: defineFunction({
    signature: 'find(xs, x => …)',
    summary: 'The first item for which the condition holds, or null.',
    takes: ['list', 'lambda'],
    lambdaOf: itemAndIndex,
    lambdaGives: condition,
    gives: ([list]) => nullable(itemOf(list)),
    run: (_, xs, f) => xs.find((item, index) => holds(f(item, index))) ?? null,
  }),
  sum: defineFunction({
    signature: 'sum(xs, x => …?)',
    summary: 'Sum of the items, or of what the function gives for them; nulls do not count.',
    takes: ['list', 'lambda?'],
    accepts: { 0: { list: anyType, null: true } },
    lambdaOf: itemAndIndex,
    lambdaGives: maybeNumber,
    gives: number,
    run: (env, xs, f) => finite(total(env, xs, f).sum),
  }),
  avg: defineFunction({
    signature: 'avg(xs, x => …?)',
    summary: 'Mean of the items, or of what the function gives for them; null when there is none.',
    takes: ['list', 'lambda?'],
    lambdaOf: itemAndIndex,
    lambdaGives: maybeNumber,
    gives: always(nullable(numberType)),
    run: (env, xs, f) => {
      const { sum, count } = total(env, xs, f);
      return finite(sum / count);
    },
  }),
  sortBy,
  groupBy: defineFunction({
    signature: 'groupBy(xs, x => …)',
    summary: 'List of { key, items }, in the order in which keys are first seen.',
    takes: ['list', 'lambda'],
    lambdaOf: itemAndIndex,
    gives: ([list, key = anyType]) => listOf(mapOf({ key, items: listOf(itemOf(list)) })),
    run: (env, xs, f) => {
      const groups = new Map<string, { key: Value; items: Value[] }>();
      xs.forEach((item, index) => {
        const key = f(item, index);
        const name = identity(env, key);
        const group = groups.get(name);
        if (group) group.items.push(item);
        else groups.set(name, { key, items: [item] });
      });
      return limitList(env, [...groups.values()]);
    },
  }),
  unique: defineFunction({
    signature: 'unique(xs, x => …?)',
    summary: 'The first of equal items, or of items for which the function gives equal values.',
    takes: ['list', 'lambda?'],
    lambdaOf: itemAndIndex,
    gives: sameList,
    run: (env, xs, f) => {
      const seen = new Set<string>();
      const isNew = (item: Value, index: number): boolean => {
        spend(env, 1);
        const before = seen.size;
        return seen.add(identity(env, f ? f(item, index) : item)).size > before;
      };
      return limitList(env, xs.filter(isNew));
    },
  }),
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

function sizeOf(env: Env, x: Value): number {
  if (x === null) return 0;
  if (typeof x === 'string') {
    spend(env, textSteps(x.length));
    return codePointLength(x);
  }
  if (isList(x)) return x.length;
  if (isMap(x)) return Object.keys(x).length;
  throw new ArgumentProblem('a list, a map or text', kindOf(x));
}

/** Null counts as false. */
function holds(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (value === null) return false;
  throw new ArgumentProblem('a condition that gives true or false', kindOf(value));
}

function total(env: Env, xs: readonly Value[], f: LambdaValue | undefined): { sum: number; count: number } {
  if (!f) spend(env, xs.length);
  let sum = 0;
  let count = 0;
  for (let index = 0; index < xs.length; index++) {
    const item = xs[index] ?? null;
    const value = f ? f(item, index) : item;
    if (value === null) continue;
    if (typeof value !== 'number') throw new ArgumentProblem('numbers', kindOf(value));
    sum += value;
    count++;
  }
  return { sum, count };
}

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
