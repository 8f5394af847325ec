import { describe, expect, it } from 'vitest';
import {
  checkTemplate,
  datetimeType,
  functionGroups,
  listOf,
  mapOf,
  nullable,
  numberType,
  parseTemplate,
  scopeOf,
  type Type,
  textType,
  typeOfSchema,
  union,
} from '../index.ts';
import { fitsType } from './fit.ts';

const order = {
  type: 'object',
  required: ['id', 'status', 'total', 'dueAt', 'tags'],
  properties: {
    id: { type: 'string' },
    status: { enum: ['open', 'shipped'] },
    total: { type: 'number' },
    discount: { type: 'number' },
    dueAt: { type: 'string', format: 'date-time' },
    placedAt: { type: 'string', format: 'date' },
    tags: { type: 'array', items: { enum: ['new', 'rush'] } },
    extra: { type: 'object', additionalProperties: { type: 'number' } },
    either: { type: ['string', 'number'] },
    customer: { type: 'object', properties: { name: { type: 'string' } } },
  },
} as const;
const tables = scopeOf({
  data: { type: mapOf({ orders: typeOfSchema({ type: 'array', items: order }), any: { any: true } }) },
  ctx: { type: mapOf({ now: datetimeType, locale: textType }) },
  row: { type: typeOfSchema(order), path: 'data.orders[]' },
});
const scope = {
  ...tables,
  message: (key: string) => ({ title: {}, count: { n: numberType } })[key] as Record<string, Type> | undefined,
  messageKeys: () => ['title', 'count'],
};
const check = (text: string, expects?: Type) => checkTemplate(parseTemplate(text), scope, expects);
const flag: Type = { boolean: true };
const tone: Type = { text: ['info', 'danger'] };

describe('what is right', () => {
  it.each<[string, Type | undefined, readonly string[]]>([
    [
      "${data.orders | filter(o => o.status == 'open') | sum(o => o.total) | currency('EUR')}",
      textType,
      ['data.orders[]', 'data.orders[].status', 'data.orders[].total'],
    ],
    ['${row.total * 2 > 10 && row.dueAt < ctx.now}', flag, ['ctx.now', 'data.orders[].dueAt', 'data.orders[].total']],
    [
      'Order ${row.id}, ${row.placedAt}, ${row.total}',
      textType,
      ['data.orders[].id', 'data.orders[].placedAt', 'data.orders[].total'],
    ],
    ['${row.total}', textType, ['data.orders[].total']],
    ['${row.discount ?? 0}', numberType, ['data.orders[].discount']],
    ['${row.discount != null ? row.discount * 2 : 0}', numberType, ['data.orders[].discount']],
    ['${row.discount == null || row.discount > 1}', flag, ['data.orders[].discount']],
    ["${has(row, 'discount') ? -row.discount : 0}", numberType, ['data.orders[]', 'data.orders[].discount']],
    ['${!(row.discount == null) && row.discount * 2 > 1}', flag, ['data.orders[].discount']],
    ['${row.discount > 1 ? row.discount * 2 : 0}', numberType, ['data.orders[].discount']],
    ["${type(row.either) == 'number' ? row.either * 2 : 0}", numberType, ['data.orders[].either']],
    ["${row.customer.name ?? 'nobody'}", textType, ['data.orders[].customer.name']],
    ["${row.extra['anything'] ?? 1}", numberType, ['data.orders[].extra.anything']],
    ["${'rush' in row.tags}", flag, ['data.orders[].tags']],
    ["${{ open: 'info', shipped: 'danger' }[row.status]}", tone, ['data.orders[].status']],
    ["${row.status == 'open' ? 'info' : 'danger'}", tone, ['data.orders[].status']],
    ["${find(data.orders, o => o.id == 'x').total ?? 0}", numberType, ['data.orders[].id', 'data.orders[].total']],
    [
      '${sortBy(data.orders, o => o.total) | first | entries | size}',
      numberType,
      ['data.orders[]', 'data.orders[].total'],
    ],
    ['${data.any.thing.goes + 1}', numberType, ['data.any.thing.goes']],
    ["${t('count', { n: size(data.orders) })}", textType, ['data.orders']],
    ["${t(row.status == 'open' ? 'title' : 'title')}", textType, ['data.orders[].status']],
    ["${row.dueAt < '2026-03-01T00:00:00Z'}", flag, ['data.orders[].dueAt']],
    [
      "${groupBy(data.orders, o => o.status) | map(g => g.key == 'open' ? size(g.items) : 0)}",
      listOf(numberType),
      ['data.orders[]', 'data.orders[].status'],
    ],
    ['plain', textType, []],
    ['${row.discount}', nullable(numberType), ['data.orders[].discount']],
  ])('%s', (text, expects, reads) => {
    const checked = check(text, expects);
    expect(checked.problems).toEqual([]);
    expect(checked.reads).toEqual(reads);
  });
});

describe('what is wrong', () => {
  it.each<[string, string, string, Type?]>([
    // text, code, where, expected type
    ['${rwo.id}', 'UI4101', 'rwo'],
    ['${map([1], x => y)}', 'UI4101', 'y'],
    ['${row.totl}', 'UI4103', 'totl'],
    ["${row['totl']}", 'UI4103', "'totl'"],
    ['${data.orders | map(o => o.totl)}', 'UI4103', 'totl'],
    ['${data.orders.length}', 'UI4102', 'length'],
    ['${row.id * 2}', 'UI4102', 'row.id'],
    ["${row.total + 'x'}", 'UI4102', "row.total + 'x'"],
    ['${row.total && true}', 'UI4102', 'row.total'],
    ['${row.tags ? 1 : 2}', 'UI4102', 'row.tags'],
    ['${!row.id}', 'UI4102', 'row.id'],
    ['${row.placedAt < row.dueAt}', 'UI4102', 'row.placedAt < row.dueAt'],
    ['${row.id < 1}', 'UI4102', 'row.id < 1'],
    ["${row.status == 'opne'}", 'UI4102', "'opne'"],
    ['${row.total == row.id}', 'UI4102', 'row.id'],
    ["${'rsh' in row.tags}", 'UI4102', "'rsh'"],
    ["${'a' in row.id}", 'UI4102', 'row.id'],
    ['${row[0]}', 'UI4102', '0'],
    ['${upper(row.total)}', 'UI4102', 'row.total'],
    ['${matches(row.id, row.status)}', 'UI4102', 'row.status'],
    ["${matches(row.id, '(')}", 'UI4102', "'('"],
    ["${startOf(row.dueAt, 'hour')}", 'UI4102', "'hour'"],
    ['${filter(data.orders, o => o.total)}', 'UI4102', 'o.total'],
    ['${map(data.orders, 1)}', 'UI4102', '1'],
    ['${upper(x => 1)}', 'UI4102', 'x => 1'],
    ['${rond(1)}', 'UI4104', 'rond'],
    ['${constructor2(1)}', 'UI4104', 'constructor2'],
    ['${toString(1)}', 'UI4104', 'toString'],
    ['${round(1, 2, 3)}', 'UI4105', 'round(1, 2, 3)'],
    ['${upper()}', 'UI4105', 'upper()'],
    ['${t()}', 'UI4105', 't()'],
    ['${row.discount * 2}', 'UI4106', 'row.discount'],
    ['${row.customer.name}', 'UI4106', 'row.customer.name', textType],
    ['${map([1], data => data)}', 'UI4107', 'data => data'],
    ["${t('titel')}", 'UI4201', "'titel'"],
    ['${t(row.status)}', 'UI4201', 'row.status'],
    ['${t(row.id)}', 'UI4102', 'row.id'],
    ["${t('count')}", 'UI4202', "t('count')"],
    ["${t('count', { n: 'x' })}", 'UI4202', "{ n: 'x' }"],
    ["${t('title', { n: 1 })}", 'UI4202', '{ n: 1 }'],
    ['a ${data.orders}', 'UI4007', 'data.orders'],
    ['a ${row.total > 1}', 'UI4007', 'row.total > 1'],
    ['${row.tags}', 'UI4007', 'row.tags', textType],
    ['${row.id}', 'UI4102', 'row.id', numberType],
    ['${row.either}', 'UI4102', 'row.either', numberType],
    ["${true ? 'info' : 'dangr'}", 'UI4102', "true ? 'info' : 'dangr'", tone],
    ["${'dangr'}", 'UI4102', "'dangr'", tone],
    ['${data.orders}', 'UI4102', 'data.orders', listOf(mapOf({ sku: textType }))],
    ['${1 +}', 'UI4001', '}'],
  ])('%s is %s at %s', (text, code, where, expects) => {
    const problems = check(text, expects).problems.map((problem) => [
      problem.code,
      text.slice(problem.start, problem.end),
    ]);
    const expected =
      where === "{ n: 'x' }" || code !== 'UI4201' || text.includes('titel')
        ? [[code, where]]
        : [
            [code, where],
            [code, where],
          ];
    expect(problems).toEqual(expected);
  });

  it.each([
    ['${rwo.id}', '${row.id}'],
    ['${row.totl}', '${row.total}'],
    ['${rond(1)}', '${round(1)}'],
    ["${row.status == 'opne'}", "${row.status == 'open'}"],
    ["${t('titel')}", "${t('title')}"],
  ])('%s offers %s', (text, fixed) => {
    const [problem] = check(text).problems;
    expect(problem?.hint).toContain('Did you mean');
    const { start = 0, end = 0, replacement = '' } = problem?.fix ?? {};
    expect(text.slice(0, start) + replacement + text.slice(end)).toBe(fixed);
    expect(check(fixed).problems).toEqual([]);
  });

  it('reports the root cause once', () => {
    expect(check('${unknown.a.b + 1 | upper | trim}').problems).toHaveLength(1);
  });
});

describe('constants', () => {
  it.each([
    ['${1 + 2}', true],
    ['${map([1], x => x + 1)}', true],
    ['text', true],
    ['${row.id}', false],
    ["${date('2026-03-01')}", false],
    ["${t('title')}", false],
    ['${ctx.now}', false],
  ])('%s: %s', (text, constant) => {
    expect(check(text).constant).toBe(constant);
  });
});

describe('typeOfSchema', () => {
  it.each([
    [true, { any: true }],
    [false, {}],
    [{}, { any: true }],
    [{ type: 'integer' }, { number: true }],
    [
      { type: ['string', 'null'], format: 'date' },
      { date: true, null: true },
    ],
    [{ enum: ['a', 1, null] }, { text: ['a'], number: [1], null: true }],
    [{ const: 'a' }, { text: ['a'] }],
    [{ anyOf: [{ type: 'string' }, { type: 'number' }] }, { text: true, number: true }],
    [{ allOf: [{ type: 'string' }, { enum: ['a'] }] }, { text: ['a'] }],
    [{ items: { type: 'string' } }, { list: { text: true } }],
    [
      { type: 'object', properties: { a: { type: 'string', default: 'x' } } },
      { map: { properties: { a: { text: true } }, rest: null } },
    ],
    [{ type: 'object' }, { map: { properties: {}, rest: { any: true } } }],
  ])('%j', (schema, type) => {
    expect(typeOfSchema(schema as never)).toEqual(type);
  });

  const comment = (more: object) => {
    const self = { $ref: '#/$defs/Comment' };
    const layer = {
      type: 'object',
      required: ['text', 'children'],
      properties: { text: { type: 'string' }, children: { type: 'array', items: self }, parent: self, ...more },
    };
    return typeOfSchema({ ...layer, $defs: { Comment: layer } } as never);
  };
  const inComments = (text: string) => {
    const scope = scopeOf({ a: { type: comment({}) }, b: { type: comment({ author: { type: 'string' } }) } });
    return checkTemplate(parseTemplate(text), scope);
  };

  it('knows every level of a recursive type', () => {
    const deep = '${a.children[0].children[1].parent.children[2]';
    expect(inComments(`${deep}.text}`).type).toEqual({ text: true, null: true });
    expect(inComments(`${deep}.txet}`).problems).toMatchObject([{ code: 'UI4103' }]);
    expect(inComments(`${deep}.children | map(c => c.text)}`).type).toEqual({ list: { text: true } });
  });

  it('ends where two recursive types meet', () => {
    expect(inComments('${(a.text == "x" ? a : b).children[0].children[0].text}').problems).toEqual([]);
    expect(inComments('${concat(a.children, b.children) | map(c => c.parent.text)}').problems).toEqual([]);
    const [a, b] = [comment({}), comment({ author: { type: 'string' } })];
    expect([fitsType(b, a), fitsType(a, b), fitsType(a, comment({}))]).toEqual([true, true, true]);
    const required = typeOfSchema({ type: 'object', required: ['text'], properties: { text: { type: 'number' } } });
    expect(fitsType(a, required)).toBe(false);
    expect(fitsType(union(a, b), union(b, a))).toBe(true);
  });

  it('reads a list of lists of itself, and alternatives of itself', () => {
    const list = { type: 'array', items: { $ref: '#/$defs/L' } };
    expect(typeOfSchema({ ...list, $defs: { L: list } } as never).list?.list?.list?.list).toBeDefined();
    const json = { anyOf: [{ type: 'string' }, { type: 'object', additionalProperties: { $ref: '#/$defs/J' } }] };
    expect(typeOfSchema({ ...json, $defs: { J: json } } as never).map?.rest?.map?.rest).toMatchObject({ text: true });
  });

  it('ends on a schema that is nested very deep', () => {
    let schema: object = { type: 'string' };
    for (let depth = 0; depth < 5_000; depth++) schema = { type: 'array', items: schema };
    expect(typeOfSchema(schema as never).list).toBeDefined();
  });
});

it('gives every function a type for its result', () => {
  for (const group of Object.values(functionGroups)) {
    for (const { gives } of Object.values(group)) expect(gives([{ any: true }, { any: true }])).toBeTypeOf('object');
  }
});
