import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '#engine';
import { countProblems, describeCounts, fileOf, inOrder, nextProblem } from './problems.ts';

const problem = (line: number, severity: Diagnostic['severity'] = 'error'): Diagnostic => ({
  code: 'UI1001',
  name: 'parse/x',
  severity,
  message: `line ${line}`,
  pointer: '',
  range: { start: { line, column: 5 }, end: { line, column: 9 } },
  docs: '',
});

describe('problems', () => {
  const list = [problem(9, 'warning'), problem(4), problem(2, 'info'), problem(7)];

  it('stand errors first, then by line', () =>
    expect(inOrder(list).map(({ message }) => message)).toEqual(['line 4', 'line 7', 'line 9', 'line 2']));

  it.each([
    [{ line: 1, column: 1 }, 1, 'line 2'],
    [{ line: 4, column: 5 }, 1, 'line 7'],
    [{ line: 9, column: 5 }, 1, 'line 2'],
    [{ line: 4, column: 5 }, -1, 'line 2'],
    [{ line: 1, column: 1 }, -1, 'line 9'],
  ] as const)('from %j in direction %i comes %s', (at, direction, message) =>
    expect(nextProblem(list, at, direction)?.message).toBe(message));

  it('have no next one without a place', () => {
    const { range: _none, ...unplaced } = problem(1);
    expect(nextProblem([unplaced], { line: 1, column: 1 }, 1)).toBeNull();
  });

  it('stand in the file of the document they name', () => {
    const documents = [{ path: 'admin.json', id: 'acme/admin', kind: null, title: '', draft: false }];
    expect(fileOf({ document: 'acme/admin@1.2.0' }, 'a.json', documents)).toBe('admin.json');
    expect(fileOf({ document: 'core/theme@1.0.0' }, 'a.json', documents)).toBe('a.json');
    expect(fileOf({ file: 'b.json', document: 'acme/admin@1.2.0' }, 'a.json', documents)).toBe('b.json');
    expect(fileOf({}, 'a.json', documents)).toBe('a.json');
  });

  it('are counted in words', () => {
    expect(describeCounts(countProblems(list))).toBe('2 errors, 1 warning');
    expect(describeCounts(countProblems([]))).toBe('No problems');
  });
});
