import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '#engine';
import { placed } from './placed.ts';

const text = '{\n  "view": { "id": "page",\n    "children": [\n      { "id": "a/b" }\n    ] }\n}';
const problem = (pointer: string, changes: Partial<Diagnostic> = {}): Diagnostic => ({
  code: 'UI5103',
  name: 'action/unknown-page',
  severity: 'warning',
  message: '',
  pointer,
  docs: '',
  ...changes,
});
const startOf = (diagnostic: Diagnostic) => placed([diagnostic], text, 'acme/orders')[0]?.range?.start;

describe('a problem that knows only its pointer', () => {
  it('gets its place in the text', () => {
    expect(startOf(problem('/view/children/0/id'))).toEqual({ line: 4, column: 15 });
    expect(startOf(problem(''))).toEqual({ line: 1, column: 1 });
    expect(startOf(problem('/view', { document: 'acme/orders@2.3.0' }))).toEqual({ line: 2, column: 11 });
  });

  it('marks one line at most', () => {
    const [found] = placed([problem('/view')], text, null);
    expect(found?.range?.end).toEqual({ line: 2, column: 26 });
  });

  it('is left alone when it is of another document, or its pointer leads nowhere', () => {
    expect(startOf(problem('/view', { document: 'acme/layout@1.0.0' }))).toBeUndefined();
    expect(startOf(problem('/nowhere/at/all'))).toBeUndefined();
  });

  it('keeps the place it has', () => {
    const range = { start: { line: 9, column: 9 }, end: { line: 9, column: 10 } };
    expect(startOf(problem('/view', { range }))).toEqual(range.start);
  });

  it('does not read texts that are too deep to read', () => {
    const [found] = placed([problem('')], '['.repeat(100_000), null);
    expect(found?.range).toBeUndefined();
  });
});
