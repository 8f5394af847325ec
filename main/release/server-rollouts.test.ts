import { describe, expect, it } from 'vitest';
import { isRollout, isRolloutList, rolloutView } from './server-rollouts.ts';

const rollout = {
  id: 'r',
  documentId: 'acme/orders',
  channel: 'production',
  stable: { hash: 'sha256-a', semver: '1.0.0' },
  candidate: { hash: 'sha256-b', semver: '1.1.0' },
  plan: { kind: 'canary', steps: [{ kind: 'share', percent: 10 }], interval: 1_800, watch: 86_400 },
  state: 'running',
  stage: 'steps',
  step: 1,
  epoch: 4,
  startedAt: '2026-01-01T00:00:00Z',
  startedBy: 'Ada',
  dueAt: null,
  endedAt: null,
  failure: null,
  undoFailure: null,
};
const arm = { requests: 3, badAnswers: 0, visits: 2, p50: 1, p95: null, p99: null };
const report = {
  stable: arm,
  candidate: arm,
  signals: [{ name: 'slow pages', stable: { bad: 0, of: 3 }, candidate: { bad: 1, of: 3 } }, { name: 'newer' }],
  shadow: {
    rendered: 4,
    equal: 0.5,
    threw: 1,
    broken: 1,
    empty: 0,
    milliseconds: { stable: 1, candidate: 2 },
    bytes: { stable: 10, candidate: 20 },
  },
};

describe('what a server says of rollouts (P4)', () => {
  it('is read, and what a newer one says beside is left out', () => {
    const view = rolloutView({ ...rollout, history: [], judgement: { kind: 'undecided', why: 'Too few.' }, report });
    expect(view).toMatchObject({
      judgement: { why: 'Too few.' },
      report: { signals: [{ name: 'slow pages' }], shadow: { worse: 2, equal: 0.5 } },
    });
    expect(view?.report?.signals).toHaveLength(1);
    expect(rolloutView({ ...rollout, history: [], judgement: { kind: 'puzzled' }, report: 'none' })).toMatchObject({
      judgement: null,
      report: null,
    });
  });

  it.each([
    ['nothing', null],
    ['a text', 'rollout'],
    ['another channel', { ...rollout, channel: 'moon' }],
    ['no plan', { ...rollout, plan: null }],
    ['steps that are none', { ...rollout, plan: { ...rollout.plan, steps: [null] } }],
    ['a version without a hash', { ...rollout, candidate: { semver: '1.0.0' } }],
    ['times that are numbers', { ...rollout, endedAt: 7 }],
  ])('is no rollout: %s', (_, value) => {
    expect(isRollout(value)).toBe(false);
    expect(isRolloutList([rollout, value])).toBe(false);
    expect(rolloutView(value)).toBeNull();
  });

  it('has a history whose lines are lines', () => {
    expect(rolloutView({ ...rollout, history: [{ at: 1 }] })).toBeNull();
    expect(rolloutView(rollout)).toBeNull();
  });
});
