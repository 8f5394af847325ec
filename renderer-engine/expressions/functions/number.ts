import { spend } from '../budget.ts';
import type { Env, Value } from '../env.ts';
import type { Type } from '../type.ts';
import { nullable, numberType } from '../types.ts';
import { finite, isList, kindOf } from '../values.ts';
import { roundDecimal } from './decimal.ts';
import { ArgumentProblem, always, defineFunction } from './define.ts';

const number = always(numberType);

/** Functions of numbers. */
export const numberFunctions = {
  abs: defineFunction({
    signature: 'abs(n)',
    summary: 'Without its sign.',
    takes: ['number'],
    gives: number,
    run: (_, n) => Math.abs(n),
  }),
  round: defineFunction({
    signature: 'round(n, digits?)',
    summary: 'Rounded to that many decimals (0 to 15), a half to the even neighbor.',
    takes: ['number', 'number?'],
    gives: number,
    run: (_, n, digits = 0) => finite(roundDecimal(n, digits)),
  }),
  floor: defineFunction({
    signature: 'floor(n)',
    summary: 'The whole number below.',
    takes: ['number'],
    gives: number,
    run: (_, n) => finite(Math.floor(n)),
  }),
  ceil: defineFunction({
    signature: 'ceil(n)',
    summary: 'The whole number above.',
    takes: ['number'],
    gives: number,
    run: (_, n) => finite(Math.ceil(n)),
  }),
  min: defineFunction({
    signature: 'min(a, b, …)',
    summary: 'The smallest number, of the arguments or of one list; nulls in a list do not count.',
    takes: ['any'],
    variadic: true,
    accepts: { 0: { number: true, list: { number: true, null: true } } },
    gives: extremeType,
    run: (env, ...values) => extreme(env, values, (a, b) => a < b),
  }),
  max: defineFunction({
    signature: 'max(a, b, …)',
    summary: 'The largest number, of the arguments or of one list; nulls in a list do not count.',
    takes: ['any'],
    variadic: true,
    accepts: { 0: { number: true, list: { number: true, null: true } } },
    gives: extremeType,
    run: (env, ...values) => extreme(env, values, (a, b) => a > b),
  }),
  clamp: defineFunction({
    signature: 'clamp(n, low, high)',
    summary: 'The nearest number between two bounds.',
    takes: ['number', 'number', 'number'],
    gives: number,
    run: (_, n, low, high) => Math.max(low, Math.min(n, high)),
  }),
};

function extremeType(args: readonly Type[]): Type {
  const mayBeNull = args.some((arg) => arg.any || arg.null || arg.list);
  return mayBeNull ? nullable(numberType) : numberType;
}

function extreme(env: Env, args: readonly Value[], better: (a: number, b: number) => boolean): Value {
  const first = args[0] ?? null;
  const fromList = args.length === 1 && isList(first);
  const values = fromList ? first : args;
  spend(env, values.length);
  let best: number | null = null;
  for (const value of values) {
    if (value === null) {
      if (fromList) continue;
      return null;
    }
    if (typeof value !== 'number') throw new ArgumentProblem('numbers', kindOf(value));
    if (best === null || better(value, best)) best = value;
  }
  return best;
}
