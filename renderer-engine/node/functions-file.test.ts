import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { functionsOfHost } from './functions-file.ts';

function fileOf(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'schema-studio-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

it('takes the functions that a module exports (3.3)', () => {
  const { functions } = functionsOfHost(
    fileOf('a.mjs', 'export const twice = (n) => n * 2; export const version = 1;'),
  );
  expect(Object.keys(functions ?? {})).toEqual(['twice']);
  expect(functions?.['twice']?.(2)).toBe(4);
  expect(functionsOfHost(fileOf('b.cjs', 'exports.thrice = (n) => n * 3;')).functions?.['thrice']?.(2)).toBe(6);
});

it('has none without a file, and names one that cannot be loaded', () => {
  expect(functionsOfHost('')).toEqual({});
  expect(() => functionsOfHost('/nowhere/functions.mjs')).toThrow(/^FUNCTIONS_FILE "\/nowhere\/functions.mjs" cannot/);
});
