import type { Json } from '../document/types.ts';
import type { Env } from '../expressions/env.ts';
import { expressionLimits } from '../expressions/limits.ts';
import { linkCode } from '../expressions/link.ts';
import { lowerTemplate } from '../expressions/lower.ts';
import { parseTemplate } from '../expressions/parse-template.ts';

/** What the examples read. */
export const exampleData = {
  name: 'Ada Lovelace',
  order: { id: 'A-1001', total: 1249.5, placed: '2026-02-26' },
  lines: [
    { sku: 'pen', qty: 3, price: 2.5 },
    { sku: 'book', qty: 1, price: 18 },
    { sku: 'ink', qty: 3, price: 6 },
  ],
} as const satisfies Record<string, Json>;

/** One example for each function; a test asks for every one. */
export const functionExamples: Readonly<Record<string, string>> = {
  upper: 'upper(name)',
  lower: 'lower(name)',
  trim: "trim('  pen ')",
  len: 'len(name)',
  substr: 'substr(name, 4)',
  replace: "replace(order.id, '-', ' ')",
  split: "split(name, ' ')",
  contains: "contains(name, 'Love')",
  startsWith: "startsWith(order.id, 'A-')",
  endsWith: "endsWith(name, 'lace')",
  padStart: "padStart('7', 3, '0')",
  padEnd: "padEnd('7', 3, '.')",
  truncate: 'truncate(name, 6)',
  initials: 'initials(name)',
  slug: 'slug(name)',
  matches: "matches(order.id, '^A-[0-9]+$')",
  abs: 'abs(-3)',
  round: 'round(2.345, 2)',
  floor: 'floor(2.9)',
  ceil: 'ceil(2.1)',
  min: 'min(3, 1, 2)',
  max: 'lines | map(l => l.qty) | max',
  clamp: 'clamp(12, 0, 10)',
  size: 'size(lines)',
  map: 'lines | map(l => l.sku)',
  filter: 'lines | filter(l => l.qty > 1) | map(l => l.sku)',
  any: 'lines | any(l => l.price > 10)',
  all: 'lines | all(l => l.qty > 0)',
  count: 'lines | count(l => l.qty == 3)',
  find: "find(lines, l => l.sku == 'ink').price",
  sum: 'lines | sum(l => l.qty * l.price)',
  avg: 'lines | avg(l => l.qty)',
  sortBy: "sortBy(lines, l => l.price, 'desc') | map(l => l.sku)",
  groupBy: 'groupBy(lines, l => l.qty) | map(g => g.key)',
  unique: 'lines | map(l => l.qty) | unique',
  first: 'first(lines).sku',
  last: 'last(lines).sku',
  take: 'take([1, 2, 3], 2)',
  skip: 'skip([1, 2, 3], 2)',
  slice: 'slice([1, 2, 3, 4], 1, 3)',
  reverse: 'reverse([1, 2, 3])',
  concat: 'concat([1], [2, 3])',
  flat: 'flat([[1], [2, 3]])',
  join: "lines | map(l => l.sku) | join(', ')",
  range: 'range(1, 4)',
  zip: "zip(['a', 'b'], [1, 2])",
  has: "has(order, 'total')",
  keys: 'keys(order)',
  values: 'values({ b: 2, a: 1 })',
  entries: 'entries({ a: 1 })',
  pick: "pick(order, ['id'])",
  omit: "omit(order, ['placed'])",
  merge: 'merge({ a: 1, b: 1 }, { b: 2 })',
  toDate: "toDate('2026-03-02T09:00:00Z')",
  toDatetime: "toDatetime('2026-03-02')",
  addDays: 'addDays(order.placed, 3)',
  addMonths: "addMonths('2026-01-31', 1)",
  diffDays: "diffDays('2026-03-02', order.placed)",
  startOf: "startOf(order.placed, 'month')",
  endOf: "endOf(order.placed, 'month')",
  parts: 'parts(order.placed).weekday',
  number: 'number(order.total, 2)',
  currency: "currency(order.total, 'EUR')",
  percent: 'percent(0.256, 1)',
  bytes: 'bytes(1536)',
  list: "list(['pens', 'books', 'ink'])",
  date: "date(order.placed, 'long')",
  time: "time('2026-03-02T09:00:00Z', 'short')",
  datetime: "datetime('2026-03-02T09:00:00Z')",
  relative: 'relative(order.placed)',
  coalesce: "coalesce(null, 'fallback')",
  type: 'type(lines)',
};

/** The value of an expression over `exampleData`: in English, in UTC, on 2 March 2026 at 9:00. */
export function evaluateExample(expression: string): Json {
  const names = Object.keys(exampleData);
  const slotOf = (name: string): Json => (names.includes(name) ? ['slot', names.indexOf(name)] : null);
  const code = lowerTemplate(parseTemplate(`\${${expression}}`), { owner: 'core/reference', slotOf });
  return linkCode(code as Json)(Object.values(exampleData), environment());
}

const environment = (): Env => ({
  steps: 0,
  stepLimit: 0,
  expressionSteps: expressionLimits.expressionSteps,
  renderSteps: expressionLimits.renderSteps,
  locale: 'en',
  timeZone: 'UTC',
  dir: 'ltr',
  now: '2026-03-02T09:00:00Z',
  message: (_, key) => key,
  messageParts: (_, key) => [{ markup: null, words: key }],
  problem: (code, params) => {
    throw new Error(`The example has a problem: ${code} ${JSON.stringify(params)}`);
  },
});
