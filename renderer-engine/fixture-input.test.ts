import { describe, expect, it } from 'vitest';
import type { Tests } from './document/types.ts';
import { type FixtureOptions, fixtureInput } from './fixture-input.ts';
import type { Program } from './program.ts';

const contract = {
  data: { orders: { source: 'orders.search' }, products: { source: 'catalog.products' }, other: { source: 'unknown' } },
};
const program = { contract } as unknown as Program;
const manifests = {
  sources: {
    sources: { 'orders.search': { examples: [{ items: [1] }] }, 'catalog.products': { examples: [['tape']] } },
  },
};
const tests: Tests = {
  fixtures: {
    base: {
      ctx: { locale: 'de', user: { id: 'u1' } },
      params: { q: 'x', page: 2 },
      data: { orders: { total: 2, items: ['a', 'b'] } },
      form: { f: { a: 1 } },
    },
    empty: { extends: 'base', params: { q: 'y' }, data: { orders: { items: [] } } },
    loop: { extends: 'loop' },
  },
};
const input = (fixture: string | null, more: FixtureOptions = {}) =>
  fixtureInput({ tests, program }, fixture, { manifests, ...more });

describe('a fixture', () => {
  it('answers data, and the manifest answers what it leaves out', () => {
    expect(input('base').data).toEqual({ orders: { total: 2, items: ['a', 'b'] }, products: ['tape'] });
    expect(input(null).data).toEqual({ orders: { items: [1] }, products: ['tape'] });
  });

  it('extends another one: context by key, data and params each as a whole', () => {
    expect(input('empty')).toMatchObject({ params: { q: 'y', page: 2 }, ctx: { user: { id: 'u1' }, locale: 'de' } });
    expect(input('empty').data?.['orders']).toEqual({ items: [] });
  });

  it('stands in a frozen world, with the locale that was asked for', () => {
    expect(input('base', { locale: 'fr' }).ctx).toMatchObject({
      locale: 'fr',
      now: '2026-01-01T00:00:00Z',
      timeZone: 'UTC',
    });
  });

  it('is overruled by what a case forces and types', () => {
    const force = { 'data.orders': 'error', 'data.products': 'empty' };
    const forced = input('base', { force, form: { f: { a: 2 } } });
    expect(forced).toMatchObject({ failures: { orders: { status: 'unavailable' } }, form: { f: { a: 2 } } });
    expect(forced.data?.['products']).toEqual([]);
  });

  it.each(['none', 'loop', 'constructor'])('is as good as none when nobody has it: %s', (name) => {
    expect(input(name)).toEqual(input(null));
  });
});
