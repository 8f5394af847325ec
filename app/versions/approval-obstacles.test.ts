import { describe, expect, it } from 'vitest';
import type { CaseResult, Version } from '#contract';
import { resultOf, runOf } from '../../main/contract/visual-results.testing.ts';
import { approvalObstacle } from './approval-obstacles.ts';

const version = { hash: 'sha256-content' } as Version;
const withResult = (changes: Partial<CaseResult>) => [runOf([resultOf('x', changes)])];

describe('what stands before an approval', () => {
  it('is nothing when the visual test of the same content passed', () =>
    expect(approvalObstacle(version, withResult({}))).toBeNull());

  it.each([
    ['no run at all', [], 'run'],
    ['a run of other content', [runOf([], { contentHash: 'sha256-other' })], 'run'],
    ['a run under way', [runOf([], { state: 'running' })], 'wait'],
    ['a cancelled run', [runOf([], { state: 'cancelled' })], 'run'],
    ['a new baseline nobody accepted', withResult({ verdict: 'created', decision: 'pending' }), 'decide'],
    ['a rejected change', withResult({ verdict: 'failed', decision: 'rejected' }), 'edit'],
    ['an unstable picture', withResult({ verdict: 'unstable' }), 'decide'],
  ] as const)('is %s', (_, runs, remedy) => expect(approvalObstacle(version, runs)?.remedy).toBe(remedy));
});
