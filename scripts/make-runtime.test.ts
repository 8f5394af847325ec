import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { minifiedRuntime } from './make-runtime.ts';

describe.each([
  ['runtime', 4_096],
  ['stream', 1_024],
  ['beacon', 1_024],
] as const)('the file %s.js', (name, most) => {
  const text = readFileSync(new URL(`../assets/runtime/${name}.js`, import.meta.url), 'utf8');

  it('is what its source makes', () => expect(text).toBe(minifiedRuntime(name)));

  it(`stays below ${most} bytes`, () => expect(Buffer.byteLength(text)).toBeLessThan(most));

  it('never makes code of text', () =>
    expect(text).not.toMatch(/\beval\b|\bFunction\b|innerHTML|createElement\(`script/));
});
