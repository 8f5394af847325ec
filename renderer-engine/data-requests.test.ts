import { describe, expect, it } from 'vitest';
import { createEngine, type Program } from './index.ts';

const document = (parts: object): string =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'acme/orders',
    version: '1.0.0',
    title: 'Orders',
    route: '/orders/{shop}',
    ...parts,
  });

const page = document({
  params: { shop: { type: 'string', pattern: '^[a-z]+$' }, page: { type: 'integer', default: 1 } },
  data: {
    orders: {
      source: 'orders.search',
      args: { shop: '${upper(params.shop)}', from: '${(params.page - 1) * 20}', locale: '${ctx.locale}' },
      schema: { type: 'array', items: { type: 'string' } },
      optional: true,
    },
  },
  forms: { order: { schema: { type: 'object', properties: { qty: { type: 'integer' } } } } },
  view: {
    id: 'box',
    type: 'Stack',
    children: [
      { id: 'line', type: 'Text', for: { each: '${data.orders}', as: 'o', key: '${o}' }, props: { text: '${o}' } },
      {
        id: 'new-order',
        type: 'Form',
        props: { form: 'order' },
        children: [{ id: 'qty', type: 'TextInput', bind: '/qty', props: { label: 'Quantity' } }],
      },
    ],
  },
});

const engine = createEngine();

function compiled(text: string): Program {
  const { program } = engine.compile(text);
  if (!program) throw new Error('The page does not compile.');
  return program;
}

describe('dataRequests', () => {
  const program = compiled(page);

  it('types params from text and computes the arguments of every source', () => {
    const requests = engine.dataRequests(program, { params: { shop: 'rome', page: '3' }, ctx: { locale: 'de' } });
    expect(requests).toEqual({
      params: { shop: 'rome', page: 3 },
      status: null,
      sources: {
        orders: {
          source: 'orders.search',
          args: { shop: 'ROME', from: 40, locale: 'de' },
          lazy: false,
          optional: true,
          critical: true,
          streamed: false,
        },
      },
    });
  });

  it('says when the address cannot be this page', () => {
    expect(engine.dataRequests(program, { params: { shop: 'ROME' } }).status).toBe(404);
  });
});

describe('what a fragment needs (E8)', () => {
  it('is refused for params that it reads, and for no other', () => {
    const engine = createEngine();
    const { program } = engine.compile(
      document({
        params: { shop: { type: 'string', pattern: '^[a-z]+$' }, side: { enum: ['a', 'b'] }, other: { enum: ['x'] } },
        view: {
          id: 'root',
          type: 'Stack',
          children: [
            { id: 'side', type: 'Text', lazy: { when: 'event:never' }, props: { text: '${params.side}' } },
            { id: 'shop', type: 'Text', lazy: { when: 'event:never' }, props: { text: '${params.shop}' } },
          ],
        },
      }),
    );
    const status = (address: string, params: Record<string, string>) =>
      engine.dataRequests(program!, { params }, address).status;
    expect(status('side', { side: 'c' })).toBe(400);
    expect(status('side', { side: 'b', shop: 'ABC', other: 'y' })).toBeNull();
    expect(status('shop', { shop: 'ABC' })).toBe(404);
    expect(status('shop', { shop: 'abc', side: 'c' })).toBeNull();
  });
});
