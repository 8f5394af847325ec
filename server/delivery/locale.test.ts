import { describe, expect, it } from 'vitest';
import { chooseLocale } from './locale.ts';

const locales = { default: 'en', available: ['en', 'de', 'pt-BR'] };

describe('chooseLocale', () => {
  it.each([
    [undefined, undefined, 'en'],
    [undefined, 'de', 'de'],
    [undefined, 'de-AT,de;q=0.9,en;q=0.8', 'de'],
    [undefined, 'fr, de;q=0.2, en;q=0.9', 'en'],
    [undefined, 'pt', 'pt-BR'],
    [undefined, 'PT-br', 'pt-BR'],
    [undefined, 'de;q=0, *', 'en'],
    [undefined, 'fr-FR, xx', 'en'],
    [undefined, ',,;;q=,=', 'en'],
    ['de', 'en', 'de'],
    ['xx', 'de', 'de'],
  ])('asked %s, accepted %s → %s', (asked, accepted, expected) => {
    expect(chooseLocale(locales, asked, accepted)).toBe(expected);
  });

  it('answers at once to a header made to be slow', () => {
    expect(chooseLocale(locales, undefined, `${'a-'.repeat(100_000)};q=1`)).toBe('en');
  });
});
