import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nativePattern } from './native-pattern.ts';

describe('patterns that reach the browser', () => {
  it.each([
    ['^[a-z ]+$', '[a-z ]+'],
    ['^[A-Z]{3}$', '[A-Z]{3}'],
    ['^[a-z]+(-[a-z]+)*$', '[a-z]+(?:-[a-z]+)*'],
    ['^\\d{4}-\\d\\d-\\d\\d$', '\\d{4}-\\d\\d-\\d\\d'],
    ['^(?:yes|no)$', '(?:yes|no)'],
    ['^a{2,4}b$', 'a{2,4}b'],
    ['^a{2,}b?$', 'a{2,}b?'],
    ['^[^@]+@[^@]+$', '[^\\@]+@[^\\@]+'],
    ['^a\\-b\\/$', 'a-b\\/'],
    // With the flag "v" these signs mean something in a set.
    ['^[a-z(/|&]+$', '[a-z\\(\\/\\|\\&]+'],
    ['^\\.[0-9]+$', '\\.[0-9]+'],
    ['^$', ''],
  ])('%s', (pattern, expected) => {
    expect(nativePattern(pattern)).toBe(expected);
    expect(() => new RegExp(`^(?:${expected})$`, 'v')).not.toThrow();
  });

  it.each([
    // Two ways to go on for one letter: a backtracking engine may try them all.
    '^(a+)+$',
    '^(a|a)*$',
    '^(a|aa)+$',
    '^.*x.*$',
    '^\\d+\\d+$',
    '^[a-z]*[a-m]$',
    '^(a*)*$',
    '^a{2,4}a$',
    // Not from start to end, or not what both languages read alike.
    'abc',
    '^abc',
    '^a\\$',
    '^\\s+$',
    '^(?i)abc$',
    '^a*?$',
    '^\\bword$',
    '^[[:alpha:]]+$',
    '^(((a{99}){99}){99})$',
  ])('keeps %s on the server', (pattern) => {
    expect(nativePattern(pattern)).toBeNull();
  });

  it('takes the same texts as the pattern, fast on any text', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '[ab]',
      '[^a]',
      '\\d',
      'c?',
      'a*',
      'b+',
      '(?:a|b)',
      '(?:ab)*',
      'd{1,3}',
      '.',
    );
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', '1', '-'), maxLength: 40 });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), text, (pieces, given) => {
        const pattern = `^${pieces.join('')}$`;
        const native = nativePattern(pattern);
        if (native === null) return;
        expect(new RegExp(`^(?:${native})$`, 'v').test(given)).toBe(new RegExp(pattern, 'u').test(given));
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        const native = nativePattern(`^${text}$`);
        if (native !== null) expect(() => new RegExp(native, 'v')).not.toThrow();
      }),
      { numRuns: 2_000 },
    );
  });
});
