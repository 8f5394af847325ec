import { describe, expect, it } from 'vitest';
import { openShop } from './shop.ts';

const now = () => new Date('2026-03-02T09:00:00Z');
const listed = (shop: ReturnType<typeof openShop>, args = {}) => {
  const answer = shop.answer('orders.search', args) as unknown as {
    json: { total: number; items: { id: string; status: string }[] };
  };
  return answer.json;
};

describe('the demo shop', () => {
  it('sorts, searches and pages like a warehouse would', () => {
    const shop = openShop(now);
    const all = listed(shop);
    expect([all.total, all.items.length, all.items[0]?.id]).toEqual([44, 10, 'A-1043']);
    expect(listed(shop, { page: '5' }).items.length).toBe(4);
    expect(listed(shop, { sort: 'id' }).items[0]?.id).toBe('A-1000');
    expect(listed(shop, { q: 'hopper', status: 'open' }).items.every(({ status }) => status === 'open')).toBe(true);
    expect(listed(shop, { q: 'nobody' })).toEqual({ total: 0, items: [] });
  });

  it('remembers what is done to it, and refuses what is too late', () => {
    const shop = openShop(now);
    const { id } = listed(shop, { status: 'open' }).items[0]!;
    const before = listed(shop, { status: 'open' }).total;
    expect(shop.answer('orders.cancel', { id })).toMatchObject({ status: 200 });
    expect(listed(shop, { status: 'open' }).total).toBe(before - 1);
    expect(shop.answer('orders.cancel', { id })).toMatchObject({ status: 200 });
    expect(shop.answer('orders.ship', { id })).toMatchObject({ status: 409 });
    expect(shop.answer('orders.cancel', { id: 'A-1' })).toMatchObject({ status: 404 });
  });

  it('takes an order it has the goods for, and says which field is wrong with another', () => {
    const shop = openShop(now);
    const order = { email: 'orders@c-7.example', product: 'tape', qty: 60, priority: 'rush' };
    expect(shop.answer('orders.create', order)).toEqual({ status: 200, json: { id: 'A-1044' } });
    expect(listed(shop).items[0]).toMatchObject({ id: 'A-1044', status: 'open', total: 270 });
    expect(shop.answer('orders.create', { ...order, qty: 61 })).toEqual({
      status: 422,
      json: { errors: [{ at: '/qty', message: 'Only 60 are in stock.' }] },
    });
  });

  it('knows only what the sample project asks for', () => {
    expect(openShop(now).answer('constructor', {})).toMatchObject({ status: 404 });
  });
});
