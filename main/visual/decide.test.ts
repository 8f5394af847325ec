import { describe, expect, it } from 'vitest';
import { runsIn } from '../store/runs.ts';
import { failureFrom, valueFrom } from '../testing/outcomes.ts';
import { decide } from './decide.ts';
import { context, finishedRun, key, project, untold } from './stored-run.testing.ts';

describe('decisions on pictures', () => {
  it('make a created picture the baseline, and take that back', () => {
    const { store, say, takeBack, baseline } = project();
    const shot = finishedRun(store, 'one', 'created', 'first');
    expect(runsIn(store.database).find('one')?.verdict).toBe('undecided');
    expect(baseline()).toMatchObject({ picture: shot, accepted: false });

    expect(valueFrom(say('one', 'accepted')).verdict).toBe('passed');
    expect(baseline()).toMatchObject({ picture: shot, accepted: true });
    expect(valueFrom(takeBack('one'))).toMatchObject({
      verdict: 'undecided',
      results: [{ decision: 'pending', reason: null }],
    });
    expect(baseline()).toMatchObject({ picture: shot, accepted: false });
  });

  it('keep the old baseline when a change is rejected, and need a reason for it', () => {
    const { store, say, baseline } = project();
    const first = finishedRun(store, 'one', 'created', 'first');
    valueFrom(say('one', 'accepted'));
    const second = finishedRun(store, 'two', 'failed', 'second');
    expect(failureFrom(say('two', 'rejected', '  ')).code).toBe('visual/reason-missing');
    expect(valueFrom(say('two', 'rejected', 'wrong color'))).toMatchObject({
      verdict: 'failed',
      results: [{ reason: 'wrong color' }],
    });
    expect(baseline()?.picture).toBe(first);
    expect(valueFrom(say('two', 'accepted')).verdict).toBe('passed');
    expect(baseline()?.picture).toBe(second);
    expect(valueFrom(say('two', 'rejected')).verdict).toBe('failed');
    expect(baseline()?.picture).toBe(first);
  });

  it('drop a created picture that is rejected', () => {
    const { store, say, takeBack, baseline } = project();
    const shot = finishedRun(store, 'one', 'created', 'first');
    valueFrom(say('one', 'rejected'));
    expect(baseline()).toBeNull();
    valueFrom(takeBack('one'));
    expect(baseline()).toMatchObject({ picture: shot, accepted: false });
  });

  it('accept a picture, and not what the case expects of it (T1)', () => {
    const { store, say, takeBack, baseline } = project();
    const broken = [{ node: 'late', message: 'Expected "late" to say "1", but it says "2".' }];
    const shot = finishedRun(store, 'one', 'failed', 'first', { changes: { broken } });
    expect(runsIn(store.database).find('one')?.verdict).toBe('failed');
    expect(valueFrom(say('one', 'accepted'))).toMatchObject({
      verdict: 'failed',
      results: [{ decision: 'pending', reason: expect.stringContaining('what the case expects is still not so') }],
    });
    // The picture is right from here on, and is no pass of the case: the next run takes it again.
    expect(baseline()).toMatchObject({ picture: shot, accepted: true, pass: null });
    expect(failureFrom(say('one', 'tolerated')).code).toBe('visual/not-tolerable');
    expect(valueFrom(takeBack('one')).results[0]).toMatchObject({ decision: 'pending', reason: null });
    expect(baseline()).toBeNull();
    expect(valueFrom(say('one', 'rejected'))).toMatchObject({ results: [{ decision: 'rejected' }] });
  });

  it("leave a later run's baseline alone when an earlier word is taken back", () => {
    const { store, say, takeBack, baseline } = project();
    finishedRun(store, 'one', 'created', 'first');
    valueFrom(say('one', 'accepted'));
    const second = finishedRun(store, 'two', 'failed', 'second');
    valueFrom(say('two', 'accepted'));
    valueFrom(takeBack('one'));
    expect(baseline()).toMatchObject({ picture: second, accepted: true });
  });

  it('leave cases alone that need none, and know only cases of the run', () => {
    const { store, say } = project();
    finishedRun(store, 'one', 'unstable', 'first');
    expect(valueFrom(say('one', 'accepted'))).toMatchObject({ verdict: 'failed', results: [{ decision: null }] });
    expect(failureFrom(say('none', 'accepted')).code).toBe('visual/not-found');
    const stranger = decide(context, store, { run: 'one', keys: [key, 'other'], decision: 'accepted', reason: '' });
    expect(failureFrom(stranger).code).toBe('visual/not-found');
  });

  it('count runs whose process is gone as crashed', () => {
    const { store } = project();
    const runs = runsIn(store.database);
    runs.insert({
      id: 'lost',
      path: 'p',
      documentId: 'd',
      contentHash: 'h',
      startedAt: 'then',
      total: 3,
      complete: true,
      ...untold,
    });
    expect(runs.closeAbandoned(() => true, 'now')).toBe(0);
    expect(runs.closeAbandoned(() => false, 'now')).toBe(1);
    expect(runs.find('lost')).toMatchObject({ state: 'crashed', verdict: 'failed', endedAt: 'now' });
  });

  it('take only complete, finished runs as proof', () => {
    const { store } = project();
    const runs = runsIn(store.database);
    runs.insert({
      id: 'part',
      path: 'p',
      documentId: 'd',
      contentHash: 'h',
      startedAt: 'then',
      total: 0,
      complete: false,
      ...untold,
    });
    runs.end('part', 'finished', 'now');
    expect(runs.proofOf('h')).toBeNull();
    runs.insert({
      id: 'whole',
      path: 'p',
      documentId: 'd',
      contentHash: 'h',
      startedAt: 'then',
      total: 0,
      complete: true,
      ...untold,
    });
    expect(runs.proofOf('h')).toBeNull();
    runs.end('whole', 'finished', 'now');
    // Nothing was shot, so nothing is proven.
    expect(runs.proofOf('h')).toMatchObject({ id: 'whole', verdict: 'failed' });
  });
});
