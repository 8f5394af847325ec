import { limitList, spend, textSteps } from '../budget.ts';
import type { Env, Value } from '../env.ts';
import type { Type } from '../type.ts';
import { anyType, booleanType, listOf, mapOf, nullable, numberType } from '../types.ts';
import { finite, identity, isList, isMap, kindOf } from '../values.ts';
import { codePointLength } from './code-points.ts';
import { ArgumentProblem, always, defineFunction, type LambdaValue } from './define.ts';
import { itemOf, partFunctions } from './list-parts.ts';
import { sortBy } from './sort.ts';

const number = always(numberType);
const boolean = always(booleanType);
const sameList = ([list]: readonly Type[]): Type => listOf(itemOf(list));
const itemAndIndex = ([list]: readonly Type[]): readonly Type[] => [itemOf(list), numberType];
const condition: Type = { boolean: true, null: true };
const maybeNumber: Type = { number: true, null: true };

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
  ...partFunctions,
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
