import { describe, expect, it } from 'vitest';
import { heavyReason } from './heavy.ts';

describe('a text that is too much for coloring', () => {
  it('is none of the ordinary ones', () => {
    expect(heavyReason(JSON.stringify({ a: [{ b: 'c' }] }, null, 2))).toBeNull();
    expect(heavyReason('{}\n'.repeat(50_000))).toBeNull();
  });
  it('is large', () => expect(heavyReason(' \n'.repeat(2_500_000))).toContain('5.0 MB'));
  it('is deep', () => expect(heavyReason('['.repeat(100_000))).toContain('nested deeper'));
  it('is deep over many lines', () => expect(heavyReason('[\n'.repeat(300))).toContain('nested deeper'));
  it('has a very long line', () => expect(heavyReason(`"${'x'.repeat(30_000)}"`)).toContain('long lines'));
});
