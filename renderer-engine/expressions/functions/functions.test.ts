import { describe, expect, it } from 'vitest';
import type { Json } from '../../document/types.ts';
import { run } from '../run.testing.ts';
import { functionGroups, functionNames } from './catalog.ts';

const xs = [
  { id: 'b', n: 2, at: '2026-02-01' },
  { id: 'a', n: null, at: '2026-03-01' },
  { id: 'c', n: 1, at: '2026-01-01' },
];
const names = { xs, n: null, m: { b: 1, a: 2, c: null }, nested: [[1], null, [2, [3]], 4] };

const cases: Readonly<Record<string, readonly (readonly [expression: string, expected: Json])[]>> = {
  upper: [
    ["upper('straße i')", 'STRASSE I'],
    ['upper(n)', null],
  ],
  lower: [["lower('ÀB İ')", 'àb i̇']],
  trim: [["trim(' \\n a b\\t')", 'a b']],
  len: [
    ["len('a😀b')", 3],
    ['len(n)', null],
  ],
  substr: [
    ["substr('a😀bcd', 1, 2)", '😀b'],
    ["substr('abc', 1)", 'bc'],
    ["substr('abc', -2, 1)", 'b'],
    ["substr('abc', 9)", ''],
    ["substr('abc', 0, -1)", ''],
  ],
  replace: [
    ["replace('a.b.c', '.', '$&')", 'a$&b$&c'],
    ["replace('abc', '', 'x')", 'abc'],
  ],
  split: [
    ["split('a,b,', ',')", ['a', 'b', '']],
    ["split('a😀', '')", ['a', '😀']],
  ],
  contains: [
    ["contains('abc', 'bc')", true],
    ["contains('abc', '')", true],
    ["contains(n, 'a')", null],
  ],
  startsWith: [["startsWith('abc', 'ab')", true]],
  endsWith: [["endsWith('abc', 'ab')", false]],
  padStart: [
    ["padStart('7', 3, '0')", '007'],
    ["padStart('7', 3)", '  7'],
    ["padStart('😀', 3, 'ab')", 'ab😀'],
    ["padStart('abc', 2, 'x')", 'abc'],
    ["padStart('a', 3, '')", 'a'],
  ],
  padEnd: [["padEnd('7', 4, 'ab')", '7aba']],
  truncate: [
    ["truncate('Hello world', 7)", 'Hello…'],
    ["truncate('Hello', 5)", 'Hello'],
    ["truncate('😀😀😀', 2)", '😀…'],
    ["truncate('abc', 0)", ''],
  ],
  initials: [
    ["initials('Ada King Lovelace')", 'AL'],
    ["initials('ada')", 'A'],
    ["initials(' - ')", ''],
  ],
  slug: [
    ["slug('Ärger & Größe: 1. Teil')", 'arger-grosse-1-teil'],
    ["slug('日本')", ''],
  ],
  matches: [
    ["matches('abc', '^a.c$')", true],
    ["matches('xabcx', 'abc')", true],
    ["matches('abc', '^b')", false],
  ],
  abs: [['abs(-2.5)', 2.5]],
  round: [
    ['round(2.5)', 2],
    ['round(3.5)', 4],
    ['round(-2.5)', -2],
    ['round(2.675, 2)', 2.68],
    ['round(1.005, 2)', 1],
    ['round(1.015, 2)', 1.02],
    ['round(0.05, 1)', 0],
    ['round(0.15, 1)', 0.2],
    ['round(1e-9, 2)', 0],
    ['round(1e21, 2)', 1e21],
    ['round(123.456, -2)', 123],
    ['round(-0.4)', 0],
    ['round(0.000000151, 8)', 1.5e-7],
    ['round(9.995, 2)', 10],
  ],
  floor: [['floor(-1.5)', -2]],
  ceil: [['ceil(-0.5)', 0]],
  min: [
    ['min(3, 1, 2)', 1],
    ['min([3, null, 2])', 2],
    ['min([])', null],
    ['min(1, n)', null],
  ],
  max: [
    ['max(3, 1, 2)', 3],
    ['max([])', null],
    ['max(n)', null],
  ],
  clamp: [
    ['clamp(15, 0, 10)', 10],
    ['clamp(-1, 0, 10)', 0],
  ],
  size: [
    ['size(xs)', 3],
    ['size(m)', 3],
    ["size('😀')", 1],
    ['size(n)', 0],
  ],
  map: [
    ['map(xs, x => x.id)', ['b', 'a', 'c']],
    ['map([5, 6], (x, i) => i)', [0, 1]],
    ['map(n, x => x)', []],
  ],
  filter: [
    ['filter([1, 2, 3], x => x > 1)', [2, 3]],
    ['filter([1], x => null)', []],
  ],
  any: [
    ['any([1, 2], x => x == 2)', true],
    ['any([], x => true)', false],
  ],
  all: [
    ['all([1, 2], x => x > 0)', true],
    ['all([], x => false)', true],
  ],
  count: [
    ['count(xs)', 3],
    ['count(xs, x => x.n > 1)', 1],
    ['count(n)', 0],
  ],
  find: [
    ["find(xs, x => x.id == 'c').n", 1],
    ['find(xs, x => false)', null],
  ],
  sum: [
    ['sum(xs, x => x.n)', 3],
    ['sum([0.5, null, 1])', 1.5],
    ['sum([])', 0],
    ['sum([1e308, 1e308])', null],
  ],
  avg: [
    ['avg(xs, x => x.n)', 1.5],
    ['avg([])', null],
  ],
  sortBy: [
    ['sortBy(xs, x => x.n) | map(x => x.id)', ['c', 'b', 'a']],
    ["sortBy(xs, x => x.n, 'desc') | map(x => x.id)", ['b', 'c', 'a']],
    ["sortBy(['b', 'B', 'ä', 'a'], x => x)", ['B', 'a', 'b', 'ä']],
    ["sortBy(['b', 'B', 'ä', 'a'], x => x, 'asc', 'locale')", ['a', 'ä', 'b', 'B']],
    ["sortBy([{ k: 1, v: 'x' }, { k: 1, v: 'y' }], x => x.k, 'desc') | map(x => x.v)", ['x', 'y']],
  ],
  groupBy: [
    [
      'groupBy([1, 2, 3, 4], x => x % 2 == 0)',
      [
        { key: false, items: [1, 3] },
        { key: true, items: [2, 4] },
      ],
    ],
    ['groupBy([{ a: 1, b: 2 }, { b: 2, a: 1 }], x => x) | size', 1],
  ],
  unique: [
    ["unique([1, '1', 1, null, null, [1], [1]])", [1, '1', null, [1]]],
    ['unique([1, 2, 3], x => x % 2)', [1, 2]],
  ],
  first: [
    ['first([1, 2])', 1],
    ['first([])', null],
    ['first(n)', null],
  ],
  last: [['last([1, 2])', 2]],
  take: [
    ['take([1, 2, 3], 2)', [1, 2]],
    ['take([1], -1)', []],
  ],
  skip: [
    ['skip([1, 2, 3], 2)', [3]],
    ['skip([1], -1)', [1]],
  ],
  slice: [
    ['slice([1, 2, 3], 1, 2)', [2]],
    ['slice([1, 2, 3], -2)', [2, 3]],
  ],
  reverse: [['reverse([1, 2])', [2, 1]]],
  concat: [
    ['concat([1], [2])', [1, 2]],
    ['concat(n, [2])', [2]],
  ],
  flat: [['flat(nested)', [1, 2, [3], 4]]],
  join: [
    ["join(['a', 1, null], '-')", 'a-1-'],
    ["join([], '-')", ''],
  ],
  range: [
    ['range(2, 5)', [2, 3, 4]],
    ['range(5, 2)', []],
    ['range(0.5, 3)', [1, 2]],
    ['size(range(0, 1000))', 1000],
  ],
  zip: [
    [
      "zip([1, 2, 3], ['a', 'b'])",
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
  ],
  has: [
    ["has(m, 'a')", true],
    ["has(m, 'c')", false],
    ["has(m, 'toString')", false],
    ["has(n, 'a')", null],
  ],
  keys: [['keys(m)', ['a', 'b', 'c']]],
  values: [['values(m)', [2, 1, null]]],
  entries: [
    [
      'entries(m)',
      [
        { key: 'a', value: 2 },
        { key: 'b', value: 1 },
        { key: 'c', value: null },
      ],
    ],
  ],
  pick: [["pick(m, ['a', 'x'])", { a: 2 }]],
  omit: [["omit(m, ['a'])", { b: 1, c: null }]],
  merge: [
    ['merge(m, { b: 9, d: 1 })', { a: 2, b: 9, c: null, d: 1 }],
    ['merge(m, n)', null],
  ],
  toDate: [
    ["toDate('2026-03-01T23:30:00Z')", '2026-03-02'],
    ["toDate('2026-03-01')", '2026-03-01'],
  ],
  toDatetime: [
    ["toDatetime('2026-03-01')", '2026-02-28T23:00:00Z'],
    ["toDatetime('2026-07-01')", '2026-06-30T22:00:00Z'],
  ],
  addDays: [
    ["addDays('2026-02-28', 1)", '2026-03-01'],
    ["addDays('2026-03-28T12:00:00Z', 1)", '2026-03-29T11:00:00Z'],
    ["addDays('9999-12-31', 1)", null],
  ],
  addMonths: [
    ["addMonths('2026-01-31', 1)", '2026-02-28'],
    ["addMonths('2024-01-31', 1)", '2024-02-29'],
    ["addMonths('2026-01-31', -2)", '2025-11-30'],
    ["addMonths('2026-12-01', 1)", '2027-01-01'],
  ],
  diffDays: [
    ["diffDays('2026-03-01', '2026-02-27')", -2],
    ["diffDays('2026-03-01T22:30:00Z', '2026-03-01T23:30:00Z')", 1],
  ],
  startOf: [
    ["startOf('2026-03-04', 'week')", '2026-03-02'],
    ["startOf('2026-03-04', 'month')", '2026-03-01'],
    ["startOf('2026-03-04', 'year')", '2026-01-01'],
    ["startOf('2026-03-04T12:00:00Z', 'day')", '2026-03-03T23:00:00Z'],
  ],
  endOf: [
    ["endOf('2026-02-04', 'month')", '2026-02-28'],
    ["endOf('2026-03-04', 'week')", '2026-03-08'],
    ["endOf('2026-03-29T10:00:00Z', 'day')", '2026-03-29T21:59:59.999Z'],
    ["endOf('2026-03-04', 'year')", '2026-12-31'],
  ],
  parts: [
    ["parts('2026-03-01')", { year: 2026, month: 3, day: 1, weekday: 7, hour: 0, minute: 0, second: 0 }],
    ["parts('2026-03-02T09:08:07Z').hour", 10],
  ],
  number: [
    ['number(1234.5)', '1,234.5'],
    ['number(1234.5, 2)', '1,234.50'],
    ['number(-0.001, 2)', '0.00'],
    ['number(n)', null],
  ],
  currency: [
    ["currency(1234.5, 'EUR')", '€1,234.50'],
    ["currency(5, 'jpy')", '¥5'],
  ],
  percent: [
    ['percent(0.256)', '26%'],
    ['percent(0.256, 1)', '25.6%'],
  ],
  bytes: [
    ['bytes(999)', '999 byte'],
    ['bytes(123456)', '123.5 kB'],
    ['bytes(0)', '0 byte'],
    ['bytes(-5000000)', '-5 MB'],
  ],
  list: [
    ["list(['a', 'b', 3])", 'a, b, and 3'],
    ['list([])', ''],
  ],
  date: [
    ["date('2026-03-01')", 'Mar 1, 2026'],
    ["date('2026-03-01T23:30:00Z', 'short')", '3/2/26'],
    ["date('0099-03-01', 'long')", 'March 1, 99'],
  ],
  time: [["time('2026-03-01T12:00:00Z', 'short')", '1:00 PM']],
  datetime: [["datetime('2026-03-01T12:00:00Z', 'short')", '3/1/26, 1:00 PM']],
  relative: [
    ["relative('2026-03-02T08:59:30Z')", 'now'],
    ["relative('2026-03-01T08:00:00Z')", '1 day ago'],
    ["relative('2026-03-02T12:00:00Z')", 'in 3 hours'],
    ["relative('2026-03-03')", 'tomorrow'],
    ["relative('2026-03-02')", 'today'],
    ["relative('2025-01-01')", 'last year'],
  ],
  coalesce: [
    ['coalesce(n, false, 1)', false],
    ['coalesce(n)', null],
  ],
  type: [['map([null, true, 1, "a", [], {}], x => type(x))', ['null', 'boolean', 'number', 'string', 'list', 'map']]],
  t: [
    ["t('count', { n: 2 })", 'acme/page/count{"n":2}'],
    ["t('title')", 'acme/page/title{}'],
    ['t(n)', null],
  ],
};

describe.each(functionNames)('%s', (name) => {
  it.each(cases[name] ?? [])('%s', (expression, expected) => {
    const { value, problems } = run(`\${${expression}}`, names);
    expect({ value, problems }).toEqual({ value: expected, problems: [] });
  });

  it('has an example here and is documented', () => {
    expect(cases[name]?.length).toBeGreaterThan(0);
    const definition = Object.values(functionGroups).find((group) => Object.hasOwn(group, name))?.[name];
    if (definition) expect(definition.signature).toMatch(new RegExp(`^${name}\\(.*\\)$`));
  });
});

describe('wrong arguments', () => {
  it.each([
    ['upper(1)', '"upper"', 'text', 'a number'],
    ["round('1')", '"round"', 'a number', 'text'],
    ['round(1, true)', '"round", argument 2,', 'a number', 'true or false'],
    ["map('abc', x => x)", '"map"', 'a list', 'text'],
    ['filter(xs, x => x.n)', '"filter"', 'a condition that gives true or false', 'a number'],
    ['join([{}], ",")', '"join"', 'texts and numbers', 'a map'],
    ["currency(1, 'euro')", '"currency"', 'a currency of three letters like EUR', '"euro"'],
    ["date('soon')", '"date"', 'a date like 2026-03-01 or a datetime like 2026-03-01T09:00:00Z', '"soon"'],
    ["date('2026-02-30')", '"date"', 'a date like 2026-03-01 or a datetime like 2026-03-01T09:00:00Z', '"2026-02-30"'],
    ["time('2026-03-01')", '"time"', 'a datetime', 'a date'],
    ["startOf('2026-03-01', 'hour')", '"startOf"', "'day', 'week', 'month' or 'year'", '"hour"'],
    ["diffDays('2026-03-01', '2026-03-01T00:00:00Z')", '"diffDays"', 'two dates or two datetimes', 'one of each'],
    ["sortBy([1, 'a'], x => x)", '"sortBy"', 'only numbers or only texts as keys', 'different kinds'],
    ['sum([1, "2"])', '"sum"', 'numbers', 'text'],
    ["t('k', 1)", '"t"', 'a map', 'a number'],
  ])('%s is null and says what it needs', (expression, operation, expected, found) => {
    const { value, problems } = run(`\${${expression}}`, names);
    expect(value).toBeNull();
    expect(problems).toEqual([{ code: 'UI4102', params: { operation, expected, found } }]);
  });
});

describe('formats follow locale and time zone', () => {
  it.each([
    ["currency(1234.5, 'EUR')", 'de-DE', 'UTC', '1.234,50\u00a0€'],
    ["date('2026-03-01', 'long')", 'de', 'UTC', '1. März 2026'],
    ["date('2026-03-01T23:30:00Z', 'short')", 'de', 'America/New_York', '01.03.26'],
    ['number(1234.5)', 'en-XA', 'UTC', '1,234.5'],
    ['number(1234.5)', 'tlh', 'UTC', '1,234.5'],
    ['number(1234.5)', 'not a locale', 'UTC', '1,234.5'],
    ["toDatetime('2026-03-01')", 'en', 'No/Zone', '2026-03-01T00:00:00Z'],
    // Clocks go forward at 02:00: that night has no 02:30.
    ["addDays('2026-03-28T01:30:00Z', 1)", 'en', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
  ])('%s in %s, %s', (expression, locale, timeZone, expected) => {
    expect(run(`\${${expression}}`, {}, { locale, timeZone }).value).toBe(expected);
  });
});
