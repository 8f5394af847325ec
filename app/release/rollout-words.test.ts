import { describe, expect, it } from 'vitest';
import type { Rollout, RolloutAction, RolloutState } from '#contract';
import { audienceWords, entryWords, isPossible, nowWords, rate, remaining, stateWords } from './rollout-words.ts';

const plan = {
  kind: 'blue-green',
  steps: [10, 50, 100].map((percent) => ({ kind: 'share' as const, percent })),
  interval: 300,
  watch: 86_400,
};
const rollout = (state: RolloutState, step = 0): Rollout => ({
  id: 'r',
  documentId: 'acme/orders',
  channel: 'production',
  stable: { hash: 'sha256-a', semver: '1.0.0' },
  candidate: { hash: 'sha256-b', semver: '1.1.0' },
  plan,
  state,
  stage: 'steps',
  step,
  epoch: 3,
  startedAt: '2026-01-01T00:00:00Z',
  startedBy: 'Ada',
  dueAt: null,
  endedAt: null,
  failure: null,
  undoFailure: null,
});

describe('a rollout in words (P4)', () => {
  it('says who has the new version', () => {
    expect(nowWords(rollout('preparing'))).toBe('Nobody has it');
    expect(nowWords(rollout('running', 2))).toBe('Step 2 of 3: 50 % of visitors');
    expect(nowWords(rollout('watching', 3))).toBe('Everybody has it');
    expect(nowWords(rollout('rolled-back', 2))).toBe('Nobody has it');
    expect(audienceWords({ kind: 'tenants', tenants: ['acme'] })).toBe('The tenant acme');
  });

  it('lets somebody go back from every state in which somebody may have it', () => {
    const states = Object.keys(stateWords) as RolloutState[];
    const can = (action: RolloutAction) => states.filter((state) => isPossible(action, rollout(state)));
    expect(can('rollback')).toEqual(['preparing', 'running', 'paused', 'watching', 'frozen']);
    expect(can('pause')).toEqual(['running']);
    expect(can('resume')).toEqual(['paused']);
  });

  it('tells its history, what it does not know included', () => {
    const entry = { at: '', by: 'Ada', why: '', stage: 'steps', step: 2 } as const;
    expect(entryWords({ ...entry, kind: 'step' }, { plan })).toBe('Step 2: 50 % of visitors');
    expect(entryWords({ ...entry, kind: 'stage-passed' }, { plan })).toBe('Stage steps passed');
    expect(entryWords({ ...entry, kind: 'something-new' }, { plan })).toBe('something-new');
  });

  it('counts down, and rounds shares to what they mean', () => {
    const now = new Date('2026-01-01T00:00:00Z');
    const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000).toISOString();
    expect([0, -5, 30, 240, 86_400].map((seconds) => remaining(at(seconds), now))).toEqual([
      '',
      '',
      'in 30 s',
      'in 4 min',
      'in 24 h',
    ]);
    expect(
      [
        [0, 0],
        [0, 9],
        [1, 1_000],
        [1, 3],
      ].map(([bad = 0, of = 0]) => rate({ bad, of })),
    ).toEqual(['–', '0 %', '0.10 %', '33.3 %']);
  });
});
