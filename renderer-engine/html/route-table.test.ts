import { describe, expect, it } from 'vitest';
import { fullRoute, matchRoute, routeParams, routeShape } from './route-table.ts';

const table = ['/', '/orders', '/orders/new', '/orders/{id}', '/{shop}/new', '/orders/{id}/lines/{line}'].map(
  (route) => ({ route }),
);
const found = (path: string) => {
  const match = matchRoute(table, path);
  return match && [match.entry.route, match.params];
};

describe('matchRoute', () => {
  it.each([
    ['/', ['/', {}]],
    ['/orders', ['/orders', {}]],
    ['/orders/new', ['/orders/new', {}]],
    ['/orders/7', ['/orders/{id}', { id: '7' }]],
    ['/shoes/new', ['/{shop}/new', { shop: 'shoes' }]],
    ['/orders/7/lines/2', ['/orders/{id}/lines/{line}', { id: '7', line: '2' }]],
    ['/orders/a%2Fb%20%C3%A4', ['/orders/{id}', { id: 'a/b ä' }]],
    ['/orders/', null],
    ['/orders/%ff', null],
    ['/orders/7/lines', null],
    ['//', null],
  ])('%s', (path, expected) => {
    expect(found(path)).toEqual(expected);
  });
});

describe('routes', () => {
  it('have a shape that ignores the names of params', () => {
    expect(routeShape('/orders/{id}/{line}')).toBe('/orders/{}/{}');
    expect(routeParams('/orders/{id}/{line}')).toEqual(['id', 'line']);
  });

  it('stand below the base of their site', () => {
    expect(fullRoute('/', '/orders')).toBe('/orders');
    expect(fullRoute('/shop/', '/')).toBe('/shop/');
    expect(fullRoute('/shop/', '/orders')).toBe('/shop/orders');
  });
});
