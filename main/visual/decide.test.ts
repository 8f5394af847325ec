import { describe, expect, it } from 'vitest';
import type { CaseResult, Settings } from '#contract';
import { baselinesIn } from '../store/baselines.ts';
import { blobsIn } from '../store/blobs.ts';
import { openMemoryStore, type Store } from '../store/open-store.ts';
import { runsIn } from '../store/runs.ts';
import { failureFrom, valueFrom } from '../testing/outcomes.ts';
import { decide, undo } from './decide.ts';

const settings: Settings = { author: 'Quinn', appearance: 'system', rows: 'dense' };
const context = {
  settings: { read: () => settings, write: () => ({ ok: true, value: null }) as const },
  now: () => new Date('2026-03-01T10:00:00Z'),
};
const conditions = {
  browser: 'chromium 1',
  platform: 'linux',
  metric: 'pixelmatch',
  threshold: 0.1,
  fonts: 'sha256-f',
};
const untold = { manifest: null, programHash: null, planHash: null };
const key = 'acme/orders/base/mobile/chromium/core/theme/en/light';

function caseResult(verdict: CaseResult['verdict'], shot: string | null, baseline: string | null): CaseResult {
  const viewport = { name: 'mobile', width: 390, height: 844, dpr: 1 };
  return {
    case: {
      key,
      name: 'base',
      fixture: 'base',
      viewport,
      browser: 'chromium',
      theme: 'core/theme',
      locale: 'en',
      scheme: 'light',
    },
    verdict,
    decision: verdict === 'created' || verdict === 'failed' ? 'pending' : null,
    reason: null,
    skipped: false,
    fingerprint: `sha256-of-${shot}`,
    carriedFrom: null,
    baseline,
    shot,
    difference: null,
    shapes: null,
    aria: null,
    changedPixels: 0,
    totalPixels: 0,
    allowedPixels: 0,
    changedRatio: 0,
    clusters: [],
    density: 0,
    changes: [],
    recheck: false,
    message: null,
    startedAt: '2026-03-01T10:00:00Z',
    milliseconds: 1,
  };
}

/** A finished run of one case, stored as the runner stores it. */
function finishedRun(store: Store, id: string, verdict: CaseResult['verdict'], picture: string): string {
  const runs = runsIn(store.database);
  const shot = blobsIn(store.database).put(Buffer.from(picture));
  const baseline = baselinesIn(store.database).find(key)?.picture ?? null;
  runs.insert({
    id,
    path: 'orders.page.json',
    documentId: 'acme/orders',
    contentHash: `sha256-${id}`,
    startedAt: 'then',
    total: 1,
    complete: true,
    ...untold,
  });
  runs.addCase(id, 0, { result: caseResult(verdict, shot, baseline), conditions });
  if (verdict === 'created')
    baselinesIn(store.database).put(key, {
      picture: shot,
      shapes: null,
      aria: null,
      conditions,
      accepted: false,
      contentHash: `sha256-${id}`,
      carriedFrom: null,
      run: id,
      pass: null,
    });
  runs.end(id, 'finished', 'now');
  return shot;
}

function project() {
  const store = openMemoryStore();
  const say = (run: string, decision: 'accepted' | 'rejected', reason = 'because') =>
    decide(context, store, { run, keys: [key], decision, reason });
  const takeBack = (run: string) => undo(context, store, { run, keys: [key] });
  const baseline = () => baselinesIn(store.database).find(key);
  return { store, say, takeBack, baseline };
}

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
