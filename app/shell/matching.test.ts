import { describe, expect, it } from 'vitest';
import { matching } from './matching.ts';

const find = (query: string, ...items: string[]) => matching(query, items, (item) => item);

describe('finding by a few letters', () => {
  it('takes all without a query', () => expect(find('', 'a', 'b')).toEqual(['a', 'b']));
  it('finds letters in order', () => expect(find('swv', 'Save a version', 'Show a view')).toEqual(['Show a view']));
  it('puts whole pieces first', () =>
    expect(find('order', 'our red dear', 'my orders', 'orders')).toEqual(['orders', 'my orders', 'our red dear']));
  it('does not care about spaces and case', () => expect(find('SAVE ver', 'Save version')).toEqual(['Save version']));
  it('finds nothing where nothing is', () => expect(find('xyz', 'orders')).toEqual([]));
});
