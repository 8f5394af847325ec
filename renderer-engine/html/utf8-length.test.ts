import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8Length } from './utf8-length.ts';

describe('the length of a text in bytes', () => {
  it('is what its UTF-8 takes, for short and for long texts (E15)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(1, 300, 30_000), (part, times) => {
        const text = part.slice(0, 8).repeat(times);
        expect(utf8Length(text)).toBe(Buffer.byteLength(text));
      }),
      { numRuns: 60 },
    );
  });

  it('counts a pair whole wherever it stands', () => {
    for (let before = 65_530; before < 65_540; before++) {
      expect(utf8Length(`${'a'.repeat(before)}😀${'b'.repeat(100)}`)).toBe(before + 104);
    }
  });
});
