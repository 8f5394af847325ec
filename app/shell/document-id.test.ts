import { describe, expect, it } from 'vitest';
import { idProblem, suggestId } from './document-id.ts';

describe('a document id', () => {
  it.each(['acme/orders', 'acme/orders/dashboard', 'a1/b-2'])('%s is fine', (id) => expect(idProblem(id)).toBeNull());
  it.each([
    '',
    'orders',
    'Acme/orders',
    'acme/',
    'acme/a--b',
    'acme/-a',
    `acme/${'x'.repeat(200)}`,
  ])('%j is not', (id) => expect(idProblem(id)).not.toBeNull());
  it('is suggested from the title in the namespace of the project', () => {
    expect(suggestId('Übersicht der Kunden!', ['acme/a', 'acme/b', 'other/c', null])).toBe(
      'acme/u-bersicht-der-kunden',
    );
    expect(suggestId('Orders', [])).toBe('my/orders');
    expect(suggestId('', ['acme/a'])).toBe('');
  });
});
