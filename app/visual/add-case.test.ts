import { expect, it } from 'vitest';
import { withCase } from './add-case.ts';

it('a case is added behind the others, and nothing else is touched', () => {
  const text = '{\n  "id": "a/b",  "odd":   1,\n  "tests": { "cases": [{ "id": "one", "fixture": "base" }] }\n}\n';
  const added = withCase(text, { id: 'two', fixture: 'base', force: { 'data.orders': 'empty' } });
  expect(JSON.parse(added).tests.cases).toEqual([
    { id: 'one', fixture: 'base' },
    { id: 'two', fixture: 'base', force: { 'data.orders': 'empty' } },
  ]);
  expect(added.startsWith('{\n  "id": "a/b",  "odd":   1,\n')).toBe(true);
  expect(JSON.parse(withCase('{ "id": "a/b" }', { id: 'one', fixture: 'base' })).tests.cases).toHaveLength(1);
});
