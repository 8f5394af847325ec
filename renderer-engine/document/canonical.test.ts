import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, hashJson, sentJson } from './canonical.ts';
import type { Json } from './types.ts';

describe('the canonical form', () => {
  it('is what RFC 8785 says, for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: 'medium' }), (value) => {
        expect(canonical(value)).toBe(canonicalize(value));
      }),
    );
  });

  it('sorts keys by code unit, numbers among them', () => {
    expect(canonical({ b: 1, 10: 2, 9: 3, '\u20ac': 4, a: -0 })).toBe('{"10":2,"9":3,"a":0,"b":1,"\u20ac":4}');
  });

  it('leaves out what is undefined', () => {
    expect(canonical({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
  });

  it.each([[undefined], [Number.NaN], ['\ud800'], [{ '\udc00': 1 }]])('refuses %j, which is no JSON', (value) => {
    expect(() => canonical(value)).toThrow();
  });

  it('does not run out of stack, however deep the value is', () => {
    const deep = JSON.parse('['.repeat(20_000) + ']'.repeat(20_000));
    expect(canonical(deep)).toHaveLength(40_000);
  });
});

it('what is sent holds U+FFFD for half a character, and nothing else in it changes (S1)', () => {
  const value = { '\\ud800': 'a\ud800b', deep: ['\udc00', '\\udc00', '😀', '\u0000'] };
  expect(sentJson(value)).toBe(canonical({ '\\ud800': 'a\ufffdb', deep: ['\ufffd', '\\udc00', '😀', '\u0000'] }));
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (any) => {
      const sent = JSON.parse(sentJson(any as Json)) as Json;
      expect(canonical(sent)).toBe(sentJson(any as Json));
    }),
  );
});

it('hashes are named and written for addresses', () => {
  expect(hashJson({})).toBe('sha256-RBNvo1WzZ4oRRq0W9-hknpT7T8If536DEMBg9hyq_4o');
});
