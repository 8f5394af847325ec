import { describe, expect, it } from 'vitest';
import type { Excuse } from '#contract';
import { resultOf, runOf } from '../../main/contract/visual-results.testing.ts';
import { tellingFacets, varyingFacets } from './case-facets.ts';
import { describeResult } from './describe-result.ts';
import {
  initialVisual,
  inReviewOrder,
  isToConfirm,
  neighbor,
  reduceVisual,
  runsOf,
  type VisualAction,
} from './runs.ts';
import { describeRun, runVerdict, verdictOf } from './verdict-words.ts';

const passed = resultOf('passed');
const changed = resultOf('changed', { verdict: 'failed', decision: 'pending', changedPixels: 5 });
const broken = resultOf('broken', { verdict: 'error', message: 'It never settled.' });
const tolerated: Excuse = {
  kind: 'tolerated',
  reason: 'The shadow is a step darker',
  by: 'Ada',
  at: '2026-01-01T00:00:00Z',
  pixels: 12,
  owner: null,
  until: null,
};
const over: Excuse = {
  ...tolerated,
  kind: 'quarantined',
  reason: 'Flickers.',
  pixels: null,
  owner: 'Bob',
  until: '2026-02-01T00:00:00Z',
};
const following = (...actions: readonly VisualAction[]) => runsOf(actions.reduce(reduceVisual, initialVisual), 'a');

describe('runs of a document', () => {
  it('show first what a person has to decide, then what is broken', () => {
    expect(inReviewOrder([passed, broken, changed]).map((result) => result.case.name)).toEqual([
      'changed',
      'broken',
      'passed',
    ]);
    expect(following({ type: 'visual/updated', run: runOf([passed, changed]) }).selectedCase).toBe('changed');
  });

  it('keep the case that is looked at while results come in', () => {
    const select: VisualAction = { type: 'visual/select', path: 'a', key: 'passed' };
    const state = following({ type: 'visual/updated', run: runOf([passed]) }, select, {
      type: 'visual/updated',
      run: runOf([passed, changed]),
    });
    expect(state.selectedCase).toBe('passed');
  });

  it('show what waits once a run has ended, unless such a case is looked at already', () => {
    const other = resultOf('other', { verdict: 'created', decision: 'pending' });
    const news = (results: readonly (typeof passed)[], state: 'running' | 'finished'): VisualAction => ({
      type: 'visual/updated',
      run: runOf(results, { state }),
    });
    const begun = [news([], 'running'), news([broken], 'running')];
    expect(following(...begun).selectedCase).toBe('broken');
    expect(following(...begun, news([broken, other, changed], 'finished')).selectedCase).toBe('other');
    const looking: VisualAction = { type: 'visual/select', path: 'a', key: 'changed' };
    const all = [broken, other, changed];
    expect(following(news(all, 'running'), looking, news(all, 'finished')).selectedCase).toBe('changed');
    // A word on a picture is no end of a run.
    const away: VisualAction = { type: 'visual/select', path: 'a', key: 'broken' };
    expect(following(news(all, 'finished'), away, news(all, 'finished')).selectedCase).toBe('broken');
  });

  it('never go back from finished to running, whatever order news arrive in', () => {
    const late = runOf([passed], { state: 'running', verdict: null });
    const state = following(
      { type: 'visual/progress', run: runOf([passed, changed]), done: 2, skipped: 0, secondsLeft: 0 },
      { type: 'visual/updated', run: late },
    );
    expect(state.runs).toHaveLength(1);
    expect(state.runs[0]?.state).toBe('finished');
    expect(state.progress).toBeNull();
  });

  it('keep why a run could not begin, also when they are read only after that', () => {
    const failure = { code: 'visual/has-problems', message: 'Nothing was shot.' };
    const state = following(
      { type: 'visual/failed', path: 'a', failure },
      { type: 'visual/listed', path: 'a', runs: [runOf([passed])] },
    );
    expect(state).toMatchObject({ failure, runs: { length: 1 } });
    expect(
      following({ type: 'visual/failed', path: 'a', failure }, { type: 'visual/updated', run: runOf([]) }).failure,
    ).toBeNull();
  });

  it('are walked from case to case and stop at the ends', () => {
    const results = [changed, broken, passed];
    expect(neighbor(results, 'changed', 1)).toBe('broken');
    expect(neighbor(results, 'passed', 1)).toBe('passed');
    expect(neighbor(results, 'changed', -1)).toBe('changed');
    expect(neighbor(results, null, 1)).toBe('changed');
    expect(neighbor([], null, 1)).toBeNull();
  });
});

it('a case that passed in another build of the browser may be accepted as it is, and stands in nobody’s way (T4, T5)', () => {
  const young = resultOf('young', { recheck: true });
  expect([isToConfirm(young), isToConfirm(passed), isToConfirm({ ...young, decision: 'accepted' })]).toEqual([
    true,
    false,
    false,
  ]);
  expect(runVerdict(runOf([young])).word).toBe('Passed');
});

describe('a run in words', () => {
  it.each([
    [runOf([passed, passed]), 'All 2 pictures are as they should be.', 'Passed'],
    [runOf([changed, passed], { verdict: 'undecided' }), '1 picture of 2 waits for your decision.', 'To decide'],
    [
      runOf([resultOf('a', { skipped: true }), resultOf('b', { verdict: 'flaky' })]),
      'All 2 pictures are as they should be; 1 only on a second try; 1 not shot again.',
      'Passed',
    ],
    [
      runOf([changed, broken], { verdict: 'failed' }),
      '1 picture of 2 waits for your decision; 1 could not be compared.',
      'To decide',
    ],
    [runOf([broken, passed], { verdict: 'failed' }), '1 picture of 2 could not be compared.', 'Failed'],
    [
      runOf([resultOf('x', { verdict: 'failed', decision: 'rejected' })], { verdict: 'failed' }),
      '1 picture of 1 was rejected.',
      'Failed',
    ],
    [runOf([passed], { state: 'cancelled', total: 5 }), 'Cancelled after 1 of 5 pictures.', 'Stopped'],
    [
      runOf([], { state: 'crashed' }),
      'It broke off after 0 of 0 pictures; it goes on from there unless something changed.',
      'Stopped',
    ],
  ])('%#', (run, sentence, word) => {
    expect(describeRun(run)).toBe(sentence);
    expect(runVerdict(run).word).toBe(word);
  });
});

describe('a result in words', () => {
  it.each([
    [passed, 'Passed', 'Exactly as the baseline.'],
    [
      resultOf('x', { verdict: 'failed', decision: 'pending', changedPixels: 1234, changedRatio: 0.00375 }),
      'Changed',
      '1,234 pixels differ (0.38 %), 0 are allowed.',
    ],
    [
      resultOf('x', { verdict: 'failed', decision: 'pending', changedPixels: 1, changedRatio: 0.000001 }),
      'Changed',
      '1 pixel differs (< 0.01 %), 0 are allowed.',
    ],
    [
      resultOf('x', { verdict: 'created', decision: 'pending' }),
      'New',
      'There was no baseline. Accept this picture if it is right; it counts only then.',
    ],
    [resultOf('x', { skipped: true, message: 'Nothing changed.' }), 'Unchanged', 'Nothing changed.'],
    [
      resultOf('x', { verdict: 'flaky', message: 'On the second picture only.' }),
      'Flaky',
      'On the second picture only.',
    ],
    [
      resultOf('x', { verdict: 'failed', decision: 'pending', heardDifferently: true, message: 'One line.' }),
      'Heard differently',
      'One line.',
    ],
    [
      resultOf('x', { verdict: 'failed', decision: 'tolerated', changedPixels: 2, excuse: tolerated, message: null }),
      'Tolerated',
      'Tolerated by Ada, up to 12 changed pixels of this baseline: The shadow is a step darker.',
    ],
    [
      resultOf('x', { verdict: 'failed', decision: 'pending', excuse: over, message: 'It blinks.' }),
      'Not comparable',
      'The quarantine by Ada ran out on 2026-02-01, and it counts again; Bob sees to it: Flickers. It blinks.',
    ],
    [broken, 'Error', 'It never settled.'],
    [
      resultOf('x', { verdict: 'failed', decision: 'rejected', reason: 'Too wide.' }),
      'Rejected',
      'Rejected: Too wide. The baseline stays.',
    ],
    [
      resultOf('x', { verdict: 'created', decision: 'accepted' }),
      'Accepted',
      'Accepted: this picture is the baseline from now on.',
    ],
  ])('%#', (result, word, sentence) => {
    expect(verdictOf(result).word).toBe(word);
    expect(describeResult(result)).toBe(sentence);
  });
});

describe('what tells cases apart', () => {
  it('is also a modifier, a medium and a moment, in words', () => {
    const compact = { ...passed.case, modifiers: { density: 'compact' }, medium: 'forced-colors' as const, at: 1500 };
    expect(tellingFacets(compact, varyingFacets([passed.case, compact]))).toBe(
      'density compact · forced colors · after 1,500 ms',
    );
    expect(tellingFacets(passed.case, varyingFacets([passed.case, compact]))).toBe('');
  });

  it('is only what differs', () => {
    const desktop = { ...passed.case, viewport: { name: 'desktop', width: 1280, height: 800, dpr: 1 } };
    const dark = { ...passed.case, scheme: 'dark' as const };
    expect(tellingFacets(desktop, varyingFacets([passed.case, desktop]))).toBe('desktop');
    expect(tellingFacets(dark, varyingFacets([passed.case, desktop, dark]))).toBe('mobile · dark');
    expect(tellingFacets(passed.case, varyingFacets([passed.case]))).toBe('');
  });
});
