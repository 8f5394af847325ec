import type { Json } from '../document/types.ts';

/** An expression beside what it must come to, told by the language's own sentences (language.md 3.3) and nothing else. */
export interface NaiveExpression {
  readonly text: string;
  readonly value: (names: Readonly<Record<string, Json>>) => Json;
}

/** A number from 0 up to, not including, `below`. */
export type Random = (below: number) => number;

/** Repeatable numbers (a linear congruence), so that a failure can be run again by its seed. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Kind = 'number' | 'text' | 'flag' | 'list';

/** A well-typed expression over `n m` (numbers), `s u` (texts), `b c` (flags), `l k` (lists of numbers); all may be null. */
export function naiveExpression(random: Random, kind: Kind = pick(random, kinds), depth = 4): NaiveExpression {
  if (depth === 0 || random(5) === 0) return leaf(random, kind);
  const any = (wanted: Kind) => naiveExpression(random, wanted, depth - 1);
  return pick(random, makers[kind])(any, random);
}

const kinds = ['number', 'text', 'flag', 'list'] as const;
const names = { number: ['n', 'm'], text: ['s', 'u'], flag: ['b', 'c'], list: ['l', 'k'] } as const;
const pick = <T>(random: Random, all: readonly T[]): T => all[random(all.length)]!;
const literal = (text: string, value: Json): NaiveExpression => ({ text, value: () => value });

function leaf(random: Random, kind: Kind): NaiveExpression {
  if (random(2) === 0) {
    const name = pick(random, names[kind]);
    return { text: name, value: (given) => given[name] ?? null };
  }
  if (kind === 'number')
    return pick(
      random,
      [0, 1, 2, 0.5, 7, 10, 1e300].map((value) => literal(String(value), value)),
    );
  if (kind === 'flag') return pick(random, [literal('true', true), literal('false', false)]);
  if (kind === 'text')
    return pick(
      random,
      ['', 'a', 'Ab', 'zé'].map((value) => literal(`'${value}'`, value)),
    );
  return pick(random, [literal('[]', []), literal('[1, 2, 3]', [1, 2, 3]), literal('[0, null, 5]', [0, null, 5])]);
}

type Maker = (any: (kind: Kind) => NaiveExpression, random: Random) => NaiveExpression;

/** NaN and infinities are null, and there is no negative zero. */
const proper = (value: number): Json => (Number.isFinite(value) ? value + 0 || 0 : null);
const isTrue = (value: Json): boolean => value === true;
const items = (value: Json): readonly Json[] => (Array.isArray(value) ? value : []);

const calculate =
  (sign: string, work: (a: number, b: number) => number): Maker =>
  (any) => {
    const [a, b] = [any('number'), any('number')];
    return {
      text: `(${a.text} ${sign} ${b.text})`,
      value: (given) => {
        const [left, right] = [a.value(given), b.value(given)];
        return left === null || right === null ? null : proper(work(left as number, right as number));
      },
    };
  };

const compare =
  (sign: string, kind: 'number' | 'text', work: (a: string | number, b: string | number) => boolean): Maker =>
  (any) => {
    const [a, b] = [any(kind), any(kind)];
    return {
      text: `(${a.text} ${sign} ${b.text})`,
      value: (given) => {
        const [left, right] = [a.value(given), b.value(given)];
        return left !== null && right !== null && work(left as string, right as string);
      },
    };
  };

/** Choice and default, for every kind. */
const common = (kind: Kind): readonly Maker[] => [
  (any) => {
    const [test, yes, no] = [any('flag'), any(kind), any(kind)];
    const value: NaiveExpression['value'] = (given) => (isTrue(test.value(given)) ? yes : no).value(given);
    return { text: `(${test.text} ? ${yes.text} : ${no.text})`, value };
  },
  (any) => {
    const [first, second] = [any(kind), any(kind)];
    return { text: `(${first.text} ?? ${second.text})`, value: (given) => first.value(given) ?? second.value(given) };
  },
];

const logic =
  (sign: string, work: (a: boolean, b: boolean) => boolean): Maker =>
  (any) => {
    const [a, b] = [any('flag'), any('flag')];
    return {
      text: `(${a.text} ${sign} ${b.text})`,
      value: (given) => work(isTrue(a.value(given)), isTrue(b.value(given))),
    };
  };

const equal =
  (sign: '==' | '!='): Maker =>
  (any, random) => {
    const kind = pick(random, kinds);
    const [a, b] = [any(kind), any(kind)];
    const same: NaiveExpression['value'] = (given) => JSON.stringify(a.value(given)) === JSON.stringify(b.value(given));
    return { text: `(${a.text} ${sign} ${b.text})`, value: (given) => same(given) === (sign === '==') };
  };

const makers: Readonly<Record<Kind, readonly Maker[]>> = {
  number: [
    ...common('number'),
    calculate('+', (a, b) => a + b),
    calculate('-', (a, b) => a - b),
    calculate('*', (a, b) => a * b),
    calculate('/', (a, b) => a / b),
    calculate('%', (a, b) => a % b),
    (any) => {
      const list = any('list');
      return { text: `size(${list.text})`, value: (given) => items(list.value(given)).length };
    },
    (any) => {
      const [list, at] = [any('list'), any('number')];
      return {
        text: `${list.text}[${at.text}]`,
        value: (given) => {
          const [found, index] = [items(list.value(given)), at.value(given)];
          return typeof index === 'number' && Number.isInteger(index) ? (found[index] ?? null) : null;
        },
      };
    },
  ],
  text: [
    ...common('text'),
    (any) => {
      const end = any('text');
      return { text: `('x' + ${end.text})`, value: (given) => `x${end.value(given) ?? ''}` };
    },
    (any) => {
      const text = any('text');
      return {
        text: `upper(${text.text})`,
        value: (given) => (text.value(given) as string | null)?.toUpperCase() ?? null,
      };
    },
  ],
  flag: [
    ...common('flag'),
    logic('&&', (a, b) => a && b),
    logic('||', (a, b) => a || b),
    equal('=='),
    equal('!='),
    compare('<', 'number', (a, b) => a < b),
    compare('>=', 'number', (a, b) => a >= b),
    compare('<=', 'text', (a, b) => a <= b),
    compare('>', 'text', (a, b) => a > b),
    (any) => {
      const test = any('flag');
      return { text: `!${test.text}`, value: (given) => !isTrue(test.value(given)) };
    },
    (any) => {
      const [one, list] = [any('number'), any('list')];
      const value: NaiveExpression['value'] = (given) => {
        const wanted = one.value(given);
        return wanted !== null && items(list.value(given)).includes(wanted);
      };
      return { text: `(${one.text} in ${list.text})`, value };
    },
  ],
  list: [
    ...common('list'),
    (any) => {
      const list = any('list');
      const value: NaiveExpression['value'] = (given) =>
        items(list.value(given)).filter((item) => item !== null && (item as number) > 1);
      return { text: `filter(${list.text}, item => item > 1)`, value };
    },
    (any) => {
      const list = any('list');
      return { text: `reverse(${list.text})`, value: (given) => [...items(list.value(given))].reverse() };
    },
  ],
};
