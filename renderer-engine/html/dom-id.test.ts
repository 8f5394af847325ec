import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeKey } from './dom-id.ts';

describe('a loop key in an address', () => {
  it('stays as it is when it is plain', () => expect(encodeKey('A-1001')).toBe('A-1001'));
  it('encodes what is special', () => expect(encodeKey('a b_c')).toBe('a_0020b_005fc'));
  it('is hashed when it is long', () => expect(encodeKey('x'.repeat(65))).toMatch(/^[0-9a-f]{16}$/));

  it('is safe in ids, and two keys never meet', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(encodeKey(a)).toMatch(/^[A-Za-z0-9_-]{0,64}$/);
        if (a !== b) expect(encodeKey(a)).not.toBe(encodeKey(b));
      }),
    );
  });
});
