import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import { document, refresh, text } from '../one-page.testing.ts';
import type { Program } from '../program.ts';
import { largePage } from '../samples/large-page.ts';
import { newHistogram } from './histogram.ts';
import { newTracker, type TrackerAlert, type TrackerOptions, type TrackerSnapshot } from './tracker.ts';

/** A tracker whose time and timers the test moves. */
function manual(options: Partial<TrackerOptions> = {}) {
  const time = { now: 0 };
  const waiting: { readonly at: number; readonly run: () => void }[] = [];
  const snapshots: TrackerSnapshot[] = [];
  const alerts: TrackerAlert[] = [];
  const tracker = newTracker({
    clock: () => time.now,
    now: () => time.now,
    timers: (milliseconds, run) => {
      const entry = { at: time.now + milliseconds, run };
      waiting.push(entry);
      return () => void waiting.splice(waiting.indexOf(entry), 1);
    },
    onExport: (snapshot) => void snapshots.push(snapshot),
    onAlert: (alert) => void alerts.push(alert),
    ...options,
  });
  const pass = (milliseconds: number): void => {
    time.now += milliseconds;
    for (const entry of waiting.filter(({ at }) => at <= time.now)) {
      waiting.splice(waiting.indexOf(entry), 1);
      entry.run();
    }
  };
  const add = (count: number, milliseconds: number, failed = false): void => {
    for (let at = 0; at < count; at++) {
      tracker.begin('request');
      tracker.end('request', milliseconds, failed);
    }
  };
  return { tracker, time, pass, add, snapshots, alerts };
}

describe('a histogram (E18)', () => {
  it('sorts into buckets from 0.05 ms to 1 s and estimates quantiles within them', () => {
    const histogram = newHistogram();
    for (const time of [0.01, 0.05, 0.06, 3, 3, 3, 3, 700, 1_000, 5_000]) histogram.add(time);
    const { count, longest, buckets } = histogram.figures();
    expect([count, longest]).toEqual([10, 5_000]);
    expect(buckets).toEqual([2, 1, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 2, 1]);
  });

  it('never estimates further off than the bucket is wide', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 2_000, noNaN: true }), { minLength: 1, maxLength: 300 }),
        (times) => {
          const histogram = newHistogram();
          for (const time of times) histogram.add(time);
          const { p50, p95, p99, longest, mean } = histogram.figures();
          expect(p50).toBeLessThanOrEqual(p95);
          expect(p95).toBeLessThanOrEqual(p99);
          expect(p99).toBeLessThanOrEqual(longest);
          expect(mean).toBeCloseTo(times.reduce((sum, time) => sum + time, 0) / times.length, 6);
          const alike = newHistogram();
          const exact = times.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(times.length / 2) - 1)]!;
          for (const time of [p50, exact]) alike.add(time);
          const [one, other] = alike.figures().buckets.flatMap((size, at) => Array<number>(size).fill(at));
          expect(Math.abs(one! - other!)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe('the tracker (E18)', () => {
  it('counts totals, what is in flight, failures and requests per second', () => {
    const { tracker, add, pass, snapshots } = manual();
    add(90, 2);
    add(10, 4, true);
    tracker.begin('request');
    pass(29_999);
    expect(snapshots).toHaveLength(0);
    pass(1);
    expect(snapshots).toHaveLength(1);
    expect(snapshots[0]).toMatchObject({ at: 30_000, errorRate: 0.1, dropped: 0, memory: null, hitRatio: null });
    const { request } = snapshots[0]!.kinds;
    expect(request).toMatchObject({ total: 100, count: 100, failed: 10, inFlight: 1, mean: 2.2, longest: 4 });
    expect(request.perSecond).toBeCloseTo(100 / 30);
    pass(30_000);
    expect(snapshots[1]!.kinds.request.perSecond).toBe(0);
    tracker.stop();
    pass(60_000);
    expect(snapshots).toHaveLength(2);
  });

  it('lets 1,000 times wait, drops what is more, and counts it; totals stay right', () => {
    const { tracker, add, pass } = manual();
    add(1_200, 1);
    const { kinds, dropped } = tracker.snapshot();
    expect(kinds.request).toMatchObject({ total: 1_200, count: 1_000, inFlight: 0 });
    expect(dropped).toBe(200);
    pass(50);
    add(1_000, 1);
    expect(tracker.snapshot()).toMatchObject({ dropped: 200, kinds: { request: { count: 2_000, total: 2_200 } } });
  });

  it('raises an alert for each threshold, once as long as it lasts', () => {
    let memory = 400 * 2 ** 20;
    const { tracker, pass, alerts } = manual({ memory: () => memory });
    const process = (milliseconds: number) => {
      tracker.begin('processing');
      tracker.end('processing', milliseconds, false);
    };
    process(400);
    pass(30_000);
    expect(alerts).toEqual([]);
    for (let at = 0; at < 20; at++) {
      process(10);
      tracker.lookedUp(true);
    }
    pass(30_000);
    expect(alerts).toEqual([]);
    for (let at = 0; at < 20; at++) {
      process(80);
      tracker.lookedUp(at < 5);
    }
    memory = 600 * 2 ** 20;
    pass(30_000);
    expect(alerts.map(({ name }) => name)).toEqual(['processing', 'memory', 'hit-ratio']);
    expect(alerts.map(({ threshold }) => threshold)).toEqual([50, 500 * 2 ** 20, 0.9]);
    expect(alerts[1]!.message).toBe('600 MB of memory are in use; 500 MB is the most.');
    pass(30_000);
    expect(alerts).toHaveLength(3);
    memory = 1;
    pass(30_000);
    memory = 600 * 2 ** 20;
    pass(30_000);
    expect(alerts.map(({ name }) => name).at(-1)).toBe('memory');
    expect(alerts).toHaveLength(4);
  });

  it('is told by an engine of what it processes, makes and renders, and of its cache', () => {
    const { tracker } = manual();
    let now = 0;
    const engine = createEngine({ tracker, clock: () => (now += 0.5) });
    const text = JSON.stringify(largePage(20));
    const input = { data: { shop: { name: 'Acme', open: 2 } } };
    const { program } = engine.compile(text);
    engine.compile(text);
    engine.compile('{');
    for (let at = 0; at < 3; at++) engine.render(program!, input);
    const limited = createEngine({ tracker, limits: { htmlBytes: 10 } });
    expect(() => limited.render(program!, input)).toThrow();
    const { kinds, hitRatio, errorRate } = engine.statistics().tracker!;
    expect(kinds.processing).toMatchObject({ total: 2, failed: 1, inFlight: 0 });
    expect(kinds.creation).toMatchObject({ total: 1, failed: 0 });
    expect(kinds.rendering).toMatchObject({ total: 4, failed: 1, inFlight: 0 });
    expect(hitRatio).toBeCloseTo(1 / 3);
    expect(errorRate).toBe(1 / 4);
    expect(kinds.processing.mean).toBeGreaterThan(0);
  });

  it('is told of fragments and streams like of whole pages, read to their end or not', async () => {
    const { tracker } = manual();
    const engine = createEngine({ tracker });
    const parts = [{ id: 'part', type: 'Box', children: [text('one', 'x'.repeat(20_000))] }, ...refresh('part')];
    const { program } = engine.compile(document(parts)) as { program: Program };
    const rendering = () => engine.statistics().tracker!.kinds.rendering;
    engine.renderFragment(program, 'part');
    expect(rendering()).toMatchObject({ total: 1, inFlight: 0 });
    engine.renderStream(program);
    expect(rendering()).toMatchObject({ total: 1, inFlight: 0 });
    const chunks = engine.renderStream(program)[Symbol.asyncIterator]();
    await chunks.next();
    expect(rendering()).toMatchObject({ total: 1, inFlight: 1 });
    await chunks.return!();
    expect(rendering()).toMatchObject({ total: 2, inFlight: 0, failed: 0 });
    const limited = createEngine({ tracker, limits: { htmlBytes: 10 } });
    const broken = limited.renderStream(program)[Symbol.asyncIterator]();
    await broken.next();
    await expect(broken.next().then(broken.next)).rejects.toThrow('HTML');
    expect(rendering()).toMatchObject({ total: 3, inFlight: 0, failed: 1 });
  });
});
