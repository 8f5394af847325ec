import { describe, expect, it } from 'vitest';
import { auditIn } from '../audit/audit-log.ts';
import { runsIn } from '../store/runs.ts';
import { failureFrom, valueFrom } from '../testing/outcomes.ts';
import { finishedRun, key, project } from './stored-run.testing.ts';

const others = ['a', 'b', 'c'].map((name) => `acme/orders/${name}/mobile/chromium/core/theme/en/light`);
const quarantine = { owner: 'Robin', until: '2026-03-20T00:00:00.000Z' };
const change = { node: 'total', before: null, after: null, cause: null, message: 'Gone.', changedPixels: 4 } as const;

/** A project with an accepted baseline, and a second run whose picture differs by so many pixels. */
function changed(pixels: number, changes = {}) {
  const made = project();
  finishedRun(made.store, 'one', 'created', 'first');
  valueFrom(made.say('one', 'accepted'));
  finishedRun(made.store, 'two', 'failed', 'second', { changes: { changedPixels: pixels, ...changes } });
  const again = (id: string, of: number, more = {}) => {
    finishedRun(made.store, id, 'failed', id, { changes: { changedPixels: of, ...more } });
    return runsIn(made.store.database, () => new Date('2026-03-02T00:00:00Z')).find(id)!;
  };
  return { ...made, again };
}

describe('a tolerated difference (T5)', () => {
  it('holds for this case, up to this size, and shows as such', () => {
    const { say, baseline, again } = changed(12);
    const before = baseline()?.picture;
    const run = valueFrom(say('two', 'tolerated', 'The shadow is drawn by the system.'));
    expect(run).toMatchObject({
      verdict: 'passed',
      results: [{ verdict: 'failed', decision: 'tolerated', excuse: { kind: 'tolerated', pixels: 12, by: 'Quinn' } }],
    });
    expect(baseline()?.picture).toBe(before);
    expect(again('three', 12)).toMatchObject({ verdict: 'passed', results: [{ decision: 'tolerated' }] });
    expect(again('four', 13)).toMatchObject({ verdict: 'undecided', results: [{ decision: 'pending' }] });
  });

  it('ends with the baseline it was said of', () => {
    const { say, again } = changed(12);
    valueFrom(say('two', 'tolerated', 'Fine.'));
    again('three', 40);
    valueFrom(say('three', 'accepted', ''));
    expect(again('four', 5)).toMatchObject({ verdict: 'undecided', results: [{ decision: 'pending', excuse: null }] });
  });

  it.each([
    ['nothing measured', { changedPixels: 0 }],
    ['a node that is gone', { changes: [{ ...change, kind: 'removed' }] }],
    ['a page that is heard differently', { heardDifferently: true }],
    ['a new finding', { newFindings: [{ rule: 'label', impact: 'serious', node: 'a', target: 'a', message: 'No.' }] }],
  ])('is refused for %s', (_, changes) => {
    const { say } = changed(12, changes);
    expect(failureFrom(say('two', 'tolerated', 'Fine.')).code).toBe('visual/not-tolerable');
  });

  it('needs a reason', () => {
    expect(failureFrom(changed(12).say('two', 'tolerated', ' ')).code).toBe('visual/reason-missing');
  });
});

describe('a quarantine (T5)', () => {
  it('is counted again from its day on', () => {
    const { say, verdictAt } = changed(12);
    expect(valueFrom(say('two', 'quarantined', 'The clock ticks.', quarantine))).toMatchObject({
      verdict: 'passed',
      results: [{ decision: 'quarantined', excuse: { owner: 'Robin', until: quarantine.until } }],
    });
    expect(verdictAt('two', '2026-03-19T23:59:59Z')).toBe('passed');
    expect(verdictAt('two', quarantine.until)).toBe('undecided');
  });

  it('holds in later runs for whatever goes wrong, and no longer than it was said', () => {
    const { store, say, verdictAt } = changed(12);
    valueFrom(say('two', 'quarantined', 'The clock ticks.', quarantine));
    finishedRun(store, 'three', 'unstable', 'third');
    expect(verdictAt('three', '2026-03-05T00:00:00Z')).toBe('passed');
    expect(verdictAt('three', '2026-04-05T00:00:00Z')).toBe('failed');
    finishedRun(store, 'four', 'unstable', 'fourth', { now: new Date('2026-04-05T00:00:00Z') });
    const late = runsIn(store.database, () => new Date('2026-04-05T00:00:00Z')).find('four');
    expect(late).toMatchObject({ verdict: 'failed', results: [{ decision: null, excuse: { kind: 'quarantined' } }] });
  });

  it('says nothing of a case that passes', () => {
    const { store, say } = changed(12);
    valueFrom(say('two', 'quarantined', 'The clock ticks.', quarantine));
    finishedRun(store, 'three', 'passed', 'third');
    expect(runsIn(store.database).find('three')).toMatchObject({ results: [{ decision: null, excuse: null }] });
  });

  it('is lifted, and the case waits again', () => {
    const { say, again } = changed(12);
    valueFrom(say('two', 'quarantined', 'The clock ticks.', quarantine));
    expect(valueFrom(say('two', 'lifted', ''))).toMatchObject({
      verdict: 'undecided',
      results: [{ decision: 'pending', excuse: null }],
    });
    expect(again('three', 1)).toMatchObject({ results: [{ decision: 'pending' }] });
  });

  it.each([
    ['no owner', { owner: ' ' }],
    ['no day', { until: '' }],
    ['no date', { until: 'tomorrow' }],
    ['a day that is over', { until: '2026-02-28T00:00:00Z' }],
    ['a day too far', { until: '2026-09-01T00:00:00Z' }],
  ])('is refused with %s', (_, wrong) => {
    const { say } = changed(12);
    const reply = say('two', 'quarantined', 'Because.', { ...quarantine, ...wrong });
    expect(failureFrom(reply).code).toBe('visual/quarantine-invalid');
  });
});

describe('a step of undo (T5)', () => {
  it('takes back all that was accepted at once, from any of its cases or none', () => {
    const { store, say, takeBack, baseline } = project();
    const keys = [key, ...others];
    finishedRun(store, 'one', 'created', 'first', { keys });
    for (const from of [[others[1]!], []]) {
      expect(valueFrom(say('one', 'accepted', '', { keys })).verdict).toBe('passed');
      expect(keys.every((own) => baseline(own)?.accepted)).toBe(true);
      expect(valueFrom(takeBack('one', from)).results.map(({ decision }) => decision)).toEqual(
        Array(4).fill('pending'),
      );
      expect(keys.some((own) => baseline(own)?.accepted)).toBe(false);
    }
  });

  it('leaves a case alone about which something was said since', () => {
    const { store, say, takeBack } = project();
    const keys = [key, ...others];
    finishedRun(store, 'one', 'created', 'first', { keys });
    valueFrom(say('one', 'accepted', '', { keys }));
    valueFrom(say('one', 'rejected', 'No.', { keys: [key] }));
    const after = valueFrom(takeBack('one', [others[0]!]));
    expect(after.results.map(({ decision }) => decision)).toEqual(['rejected', 'pending', 'pending', 'pending']);
    // And with the last step gone, its own earlier word stands again.
    expect(valueFrom(takeBack('one', [])).results[0]!.decision).toBe('accepted');
  });

  it('brings back what a word had ended', () => {
    const { say, takeBack, again } = changed(12);
    valueFrom(say('two', 'quarantined', 'The clock ticks.', quarantine));
    valueFrom(say('two', 'accepted', ''));
    expect(valueFrom(takeBack('two'))).toMatchObject({
      results: [{ decision: 'quarantined', excuse: { owner: 'Robin' } }],
    });
    expect(again('three', 3)).toMatchObject({ results: [{ decision: 'quarantined' }] });
    expect(valueFrom(takeBack('two'))).toMatchObject({ results: [{ decision: 'pending', excuse: null }] });
    expect(again('four', 3)).toMatchObject({ results: [{ decision: 'pending' }] });
  });

  it('does nothing when there is nothing to take back', () => {
    const { store, takeBack } = project();
    finishedRun(store, 'one', 'created', 'first');
    expect(valueFrom(takeBack('one', [])).verdict).toBe('undecided');
    expect(failureFrom(takeBack('none', [])).code).toBe('visual/not-found');
  });

  it('is written into the audit log, as is every word', () => {
    const { store, say, takeBack } = changed(12);
    valueFrom(say('two', 'quarantined', 'The clock ticks.', quarantine));
    valueFrom(takeBack('two', []));
    const log = auditIn(store.database);
    expect(log.entries('visual.decided').at(-1)).toMatchObject({
      who: 'Quinn',
      details: { decision: 'quarantined', owner: 'Robin', until: quarantine.until },
    });
    expect(log.entries('visual.undone')).toMatchObject([{ who: 'Quinn', details: { keys: [key] } }]);
  });
});
