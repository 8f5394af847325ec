import { describe, expect, it } from 'vitest';
import { catalog } from '../../components/catalog.ts';
import type { EngineOptions } from '../../engine.ts';
import { limitsOf } from '../../limits.ts';
import { parse } from '../1-parse/parse.ts';
import { resolve } from '../2-resolve/resolve.ts';
import type { FrontContext } from '../flow.ts';
import { validate } from './validate.ts';

const orders = {
  type: 'array',
  items: {
    type: 'object',
    required: ['id', 'total', 'status'],
    properties: {
      id: { type: 'string' },
      total: { type: 'number' },
      status: { enum: ['open', 'done'] },
      note: { type: 'string' },
    },
  },
};

/** Validates a page made of a view and other parts; each problem as `UI4101 parms`, with the text it points at. */
function validated(view: object, parts: object = {}, options: EngineOptions = {}) {
  const page = {
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'acme/page',
    version: '1.0.0',
    title: 'Page',
    data: { orders: { source: 'orders.search', schema: orders } },
    params: { q: { type: 'string', default: '' } },
    view: { id: 'root', type: 'Stack', children: [view] },
    ...parts,
  };
  const text = JSON.stringify(page, null, 1);
  const context: FrontContext = {
    documents: { find: () => [] },
    core: { find: () => [] },
    components: catalog,
    settings: options.settings ?? {},
    manifests: options.manifests ?? {},
    limits: limitsOf(options.limits),
    routes: options.routes,
  };
  const parsed = parse(text, 'page.json', context.limits);
  const resolved = resolve(parsed, context)!;
  const result = validate(resolved, context);
  const lines = text.split('\n');
  const all = [...parsed.diagnostics, ...resolved.diagnostics, ...result.diagnostics];
  const problems = all.map(({ code, range }) => {
    const line = range ? lines[range.start.line - 1]! : '';
    const sameLine = range?.start.line === range?.end.line;
    return `${code} ${range ? line.slice(range.start.column - 1, sameLine ? range.end.column - 1 : undefined) : ''}`;
  });
  const faults = [...result.faults].map(([node, wrong]) => [node.id, [...wrong].sort()] as const);
  return { problems, faults: Object.fromEntries(faults), result };
}

const text = (words: string, more: object = {}) => ({ id: 'words', type: 'Text', props: { text: words }, ...more });
const loop = (each: string) => ({ for: { each, as: 'o', index: 'i', key: '${o.id}' } });

describe('expressions', () => {
  it.each([
    ['a loop', text('${o.total} ${i + 1}', loop('${data.orders}'))],
    ['a filtered loop', text('${o.id}', loop("${data.orders | filter(x => x.status == 'open')}"))],
    ['let entries in any order', text('${b}', { let: { b: '${a + 1}', a: '${size(data.orders)}' } })],
    ['let before if', text('x', { let: { some: '${size(data.orders) > 0}' }, if: '${some}' })],
    [
      'loop names in "else"',
      text('x', { ...loop('${data.orders}'), if: "${o.status == 'open'}", else: [text('${o.id}', { id: 'no' })] }),
    ],
    ['error in "catch"', text('x', { catch: [text('${error.id}', { id: 'sorry' })] })],
    ['ctx', text("${ctx.user.name ?? 'nobody'} ${ctx.now | date}")],
    ['an escaped hole', text('Costs $${price}')],
  ])('sees the names of %s', (_, view) => {
    expect(validated(view)).toMatchObject({ problems: [], faults: {} });
  });

  it.each([
    [
      'a loop name outside',
      text('${i}', { catch: [text('${o.id}', { id: 'c' })], ...loop('${data.orders}') }),
      ['UI4101 o'],
    ],
    ['an unknown property of an item', text('${o.totel}', loop('${data.orders}')), ['UI4103 totel']],
    ['a list where text stands', text('All: ${data.orders}'), ['UI4007 data.orders']],
    ['a condition that is no boolean', text('x', { if: '${size(data.orders)}' }), ['UI4102 size(data.orders)']],
    ['a condition with words around', text('x', { if: 'when ${true}' }), ['UI4001 "when ${true}"']],
    ['a name nobody gave', text('${nothing.at.all}'), ['UI4101 nothing']],
    ['a value no axis has', text('x', { props: { text: 'x', size: "${'huge'}" } }), ["UI4102 'huge'"]],
    ['looping over a number', text('${o}', loop('${size(data.orders)}')), ['UI4102 size(data.orders)']],
  ])('tells about %s', (_, view, problems) => {
    expect(validated(view).problems).toEqual(problems);
  });

  it('lists the faulty parts, so that the rest is shown', () => {
    const view = text('fine', { props: { text: 'fine', tone: '${nope}' }, if: '${1 +}' });
    expect(validated(view).faults).toEqual({ words: ['if', 'props.tone'] });
    expect(validated(text('${nope}')).faults).toEqual({ words: ['', 'props.text'] });
  });
});

describe('slots', () => {
  const table = (cell: object, columns: object[] = [{ key: 'total', header: 'Total' }]) => ({
    id: 'table',
    type: 'Table',
    props: { caption: 'Orders', rows: '${data.orders}', key: '${row.id}', columns },
    slots: { 'cell:total': [cell] },
  });

  it('sees what a slot provides, with the type of the rows', () => {
    expect(validated(table(text('${row.total + index}'))).problems).toEqual([]);
    expect(validated(table(text('${row.totel}'))).problems).toEqual(['UI4103 totel']);
    expect(validated(text('${row.total}')).problems).toEqual(['UI4101 row']);
  });

  it('sees the row in the value of a column', () => {
    const column = (value: string) => [
      { key: 'total', header: 'T' },
      { key: 'id', header: 'Id', value },
    ];
    expect(validated(table(text('x'), column('${row.id}'))).problems).toEqual([]);
    expect(validated(table(text('x'), column('${row.ident}'))).problems).toEqual(['UI4103 ident']);
  });

  it('knows when a Match covers all values', () => {
    const match = (slots: object) => ({
      id: 'match',
      type: 'Match',
      ...loop('${data.orders}'),
      props: { on: '${o.status}' },
      slots,
    });
    expect(validated(match({ open: ['Open'], done: ['Done'] })).problems).toEqual([]);
    expect(validated(match({ open: ['Open'] })).problems).toEqual(['UI2010 "Match"']);
    expect(validated(match({ open: ['Open'], default: ['Other'] })).problems).toEqual([]);
  });
});

describe('components', () => {
  const fact = (view: object, more: object = {}) => ({
    defs: {
      components: {
        Fact: {
          props: {
            type: 'object',
            required: ['label'],
            properties: { label: { type: 'string' }, strong: { type: 'boolean' } },
          },
          view,
          ...more,
        },
      },
    },
  });
  const use = (props: object, id = 'fact') => ({ id, type: 'Fact', props });

  it('checks the view once, however many instances there are', () => {
    const view = { id: 'root', type: 'Stack', children: [use({ label: 'a' }, 'a'), use({ label: 'b' }, 'b')] };
    const parts = { ...fact(text('${props.labl}')), view };
    expect(validated({}, parts).problems).toEqual(['UI4103 labl']);
  });

  it('checks props of every instance', () => {
    const { problems } = validated(use({ strong: 'yes', other: 1 }), fact(text('${props.label}')));
    expect(problems).toEqual(['UI2005 "yes"', 'UI2019 "other"', 'UI2018 "Fact"']);
  });

  it('sees no data of the page', () => {
    expect(validated(use({ label: 'a' }), fact(text('${data.orders}'))).problems).toEqual(['UI4101 data']);
  });
});

describe('forms', () => {
  const form = (
    child: object,
    schema: object = { type: 'object', properties: { qty: { type: 'integer' }, name: { type: 'string' } } },
  ) =>
    [
      { id: 'form', type: 'Form', props: { form: 'order' }, children: [child] },
      { forms: { order: { schema } } },
    ] as const;
  const input = (bind: string, more: object = {}) => ({
    id: 'in',
    type: 'TextInput',
    bind,
    props: { label: 'In' },
    ...more,
  });

  it('knows the fields and their types', () => {
    expect(validated(...form(input('/name'))).problems).toEqual([]);
    expect(validated(...form(text('${form.value.qty ?? 0} ${form.state}'))).problems).toEqual([]);
    expect(validated(...form(text('${form.value.qtty}'))).problems).toEqual(['UI4103 qtty']);
    expect(validated(text('${form.state}')).problems).toEqual(['UI4101 form']);
  });

  it('tells about rules that read or blame a field that is not there', () => {
    const rules = [{ id: 'few', assert: '${form.value.qty < 10}', at: '/amount', message: 'Too many' }];
    const { problems, result } = validated(text('x'), {
      forms: { order: { schema: { type: 'object', properties: { qty: { type: 'integer' } } }, rules } },
    });
    expect(problems).toEqual(['UI5004 "/amount"']);
    expect([...(result.faultyRules.get('order') ?? [])]).toEqual(['few']);
  });
});

describe('one problem, one diagnostic', () => {
  it('does not blame those who name a node that was left out', () => {
    const view = {
      id: 'box',
      type: 'Stack',
      children: [
        { id: 'dialog', type: 'Dialogue', props: {} },
        { id: 'open', type: 'Button', props: { text: 'Open' }, on: { click: { do: 'open', target: 'dialog' } } },
      ],
    };
    expect(validated(view).problems).toEqual(['UI3020 "Dialogue"']);
  });

  it('does not ask for a label that is missing as a prop', () => {
    expect(validated({ id: 'go', type: 'Button' }).problems).toEqual(['UI2018 "Button"']);
  });
});

describe('the project', () => {
  it('asks for every message in every required locale', () => {
    const messages = { en: { hello: 'Hello', bye: 'Bye' }, de: { hello: 'Hallo' } };
    const settings = { locales: { required: ['en', 'de'] } };
    expect(validated(text("${t('hello')}"), { messages }, { settings }).problems).toEqual(['UI4201 "bye"']);
  });

  it('checks arguments of sources against the manifest', () => {
    const args = {
      type: 'object',
      properties: { q: { type: 'string' }, page: { type: 'integer' } },
      additionalProperties: false,
    };
    const manifests = { sources: { sources: { 'orders.search': { args } } } };
    const data = (own: object) => ({ data: { orders: { source: 'orders.search', args: own, schema: orders } } });
    expect(validated(text('x'), data({ q: '${params.q}', page: 1 }), { manifests }).problems).toEqual([]);
    expect(validated(text('x'), data({ q: '${params.q}', pag: 1 }), { manifests }).problems).toEqual(['UI5002 1']);
    expect(validated(text('x'), data({ page: '${params.q}' }), { manifests }).problems).toEqual(['UI4102 params.q']);
  });
});
