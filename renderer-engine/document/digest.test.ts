import { hash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { digest, takeDigest } from './digest.ts';

const native = (text: string, form: 'hex' | 'base64url') => hash('sha256', text, form);
afterAll(() => takeDigest(native));

it('is sha256, whoever computes it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('hex' as const, 'base64url' as const), (text, form) => {
      expect(digest(text, form)).toBe(native(text, form));
    }),
  );
});

it('takes a faster way to the same digests, and no other', () => {
  expect(() => takeDigest((text) => text)).toThrow('no sha256');
  let asked = 0;
  takeDigest((text, form) => {
    asked += 1;
    return native(text, form);
  });
  const before = asked;
  expect(digest('abc', 'hex')).toBe(native('abc', 'hex'));
  expect(asked).toBe(before + 1);
});
