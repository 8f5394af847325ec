import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOfBase64 } from './base64.ts';

it('gives the bytes back, all or the first', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat({ max: 90 }), (bytes, most) => {
      const text = Buffer.from(bytes).toString('base64');
      expect([...bytesOfBase64(text)]).toEqual([...bytes]);
      expect([...bytesOfBase64(text, most)]).toEqual([...bytes.slice(0, most)]);
    }),
  );
});
