import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { minifiedRuntime } from './make-runtime.ts';

const runtime = readFileSync(new URL('../assets/runtime/runtime.js', import.meta.url), 'utf8');

it('serves the runtime file that its source makes', () => expect(runtime).toBe(minifiedRuntime()));

it('keeps the runtime file below 4 KB', () => expect(Buffer.byteLength(runtime)).toBeLessThan(4_096));

it('never makes code of text', () =>
  expect(runtime).not.toMatch(/\beval\b|\bFunction\b|innerHTML|createElement\(`script/));
