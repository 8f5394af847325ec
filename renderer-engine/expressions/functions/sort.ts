import { spend } from '../budget.ts';
import type { Env, Value } from '../env.ts';
import { anyType, listOf, numberType } from '../types.ts';
import { kindOf } from '../values.ts';
import { ArgumentProblem, defineFunction, quoted } from './define.ts';
import { collatorOf } from './intl.ts';

/** Stable; items without a key stand last in both directions. */
export const sortBy = defineFunction({
  signature: "sortBy(xs, x => …, 'asc'?, 'locale'?)",
  summary: "Sorted by number, or by text in code units; 'desc' turns it around, 'locale' sorts as the language does.",
  takes: ['list', 'lambda', 'text?', 'text?'],
  accepts: { 2: { text: ['asc', 'desc'] }, 3: { text: ['locale', 'code'] } },
  environment: true,
  lambdaOf: ([list]) => [!list || list.any ? anyType : (list.list ?? {}), numberType],
  lambdaGives: { number: true, text: true, date: true, datetime: true, null: true },
  gives: ([list]) => (!list || list.any ? listOf(anyType) : listOf(list.list ?? {})),
  run: (env, xs, f, direction = 'asc', order = 'code') => {
    oneOf(direction, ['asc', 'desc']);
    oneOf(order, ['locale', 'code']);
    const keyed = xs.map((item, index) => ({ item, key: f(item, index) }));
    const compare = comparison(
      env,
      keyed.map(({ key }) => key),
      order,
    );
    // What sorting costs at most: n log n comparisons.
    spend(env, Math.ceil(keyed.length * Math.log2(keyed.length + 1)));
    const sign = direction === 'desc' ? -1 : 1;
    const sorted = keyed.toSorted((a, b) =>
      a.key === null || b.key === null ? Number(a.key === null) - Number(b.key === null) : sign * compare(a.key, b.key),
    );
    return sorted.map(({ item }) => item);
  },
});

type Comparison = (a: Value, b: Value) => number;

function comparison(env: Env, keys: readonly Value[], order: string): Comparison {
  const kinds = new Set(keys.filter((key) => key !== null).map((key) => typeof key));
  const [kind = 'number'] = kinds;
  if (kinds.size > 1 || (kind !== 'number' && kind !== 'string')) {
    const found = kinds.size > 1 ? 'different kinds' : kindOf(keys.find((key) => key !== null) ?? null);
    throw new ArgumentProblem('only numbers or only texts as keys', found);
  }
  if (kind === 'number') return (a, b) => (a as number) - (b as number);
  const collator = order === 'locale' ? collatorOf(env.locale) : null;
  return collator
    ? (a, b) => collator.compare(a as string, b as string)
    : (a, b) => ((a as string) < (b as string) ? -1 : (a as string) > (b as string) ? 1 : 0);
}

function oneOf(value: string, allowed: readonly string[]): void {
  if (allowed.includes(value)) return;
  throw new ArgumentProblem(allowed.map((one) => `'${one}'`).join(' or '), quoted(value));
}
