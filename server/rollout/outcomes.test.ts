import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageTokens } from './beacon-token.ts';
import { type Answer, grace, newOutcomes, type Telling } from './outcomes.ts';
import { oncePer } from './outcomes-once.ts';
import { counted, durationBounds, durationBucket, noTally, readTally, since, sumOf } from './outcomes-tally.ts';

const well: Answer = {
  arm: 'candidate',
  visitor: 1,
  at: 0,
  status: 200,
  isBroken: false,
  isEmpty: false,
  milliseconds: 4,
};
const page = { arm: 'candidate', visitor: 1, sentAt: 0 } as const;

describe('outcomes', () => {
  it('are counted in buckets of 100 ms, apart for each version (P4)', () => {
    const outcomes = newOutcomes();
    outcomes.answered(well);
    outcomes.answered({ ...well, visitor: 2, at: 50, status: 503, milliseconds: null });
    outcomes.answered({ ...well, visitor: 3, at: 250, isBroken: true });
    outcomes.answered({ ...well, arm: 'stable', isEmpty: true });
    expect(outcomes.tallies(0).candidate).toMatchObject({
      requests: 2,
      visits: 2,
      failed: 1,
      broken: 0,
      badAnswers: 1,
    });
    const { stable, candidate } = outcomes.tallies(300);
    expect(candidate).toMatchObject({ requests: 3, visits: 3, failed: 1, broken: 1, badAnswers: 2 });
    expect(candidate.durations[durationBucket(4)]).toBe(2);
    expect(stable).toMatchObject({ requests: 1, visits: 1, empty: 1, badAnswers: 1 });
  });

  it('count a visitor who reloads a broken page once a second, and every answer beside (P4)', () => {
    const outcomes = newOutcomes();
    for (let at = 0; at < 2_000; at += 20) outcomes.answered({ ...well, at, status: 500 });
    expect(outcomes.tallies(2_000).candidate).toMatchObject({ requests: 100, badAnswers: 100, visits: 2, failed: 2 });
  });

  it('count a visitor whose browser breaks everything once in ten minutes (P4)', () => {
    const outcomes = newOutcomes();
    for (let at = 0; at < 30_000; at += 1_000)
      for (const telling of ['script-error', 'shown'] as const) outcomes.told({ ...page, sentAt: at }, telling, at);
    expect(outcomes.tallies(60_000).candidate).toMatchObject({ seen: 1, views: 1, scriptErrors: 1, badAnswers: 1 });
  });

  it('wait a while before a browser counts as silent, and no early one makes up for it (P4)', () => {
    const outcomes = newOutcomes();
    outcomes.sent(page);
    outcomes.sent({ ...page, visitor: 2 });
    outcomes.told(page, 'shown', 300);
    expect(outcomes.tallies(grace - 1).candidate).toMatchObject({ due: 0, seen: 0, views: 1 });
    expect(outcomes.tallies(grace).candidate).toMatchObject({ due: 2, seen: 1, views: 1 });
    outcomes.told({ ...page, visitor: 2 }, 'blank', grace + 500);
    expect(outcomes.tallies(grace + 500).candidate).toMatchObject({ due: 2, seen: 2, views: 2, blanks: 1 });
  });

  it('never shrink, whatever comes in whatever order (P4)', () => {
    const moment = fc.integer({ min: 0, max: 5_000 });
    const happening = fc.record({
      at: moment,
      late: moment,
      visitor: fc.integer({ min: 0, max: 5 }),
      status: fc.constantFrom(200, 304, 404, 500),
      telling: fc.constantFrom<Telling>('shown', 'blank', 'script-error', 'violation'),
    });
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
        const outcomes = newOutcomes();
        let before = outcomes.tallies(0);
        for (const { at, late, visitor, status, telling } of happenings) {
          outcomes.answered({ ...well, at, visitor, status });
          outcomes.sent({ ...page, visitor, sentAt: at });
          outcomes.told({ ...page, visitor, sentAt: at }, telling, at + late);
          const now = outcomes.tallies(at);
          const news = since(now, before);
          for (const name of counted) expect(news.candidate[name]).toBeGreaterThanOrEqual(0);
          before = now;
        }
        const { candidate } = outcomes.tallies(1e9);
        expect(candidate.requests).toBe(happenings.length);
        expect(candidate.visits).toBeLessThanOrEqual(candidate.requests);
        expect(candidate.seen).toBeLessThanOrEqual(candidate.due);
        for (const part of [candidate.scriptErrors, candidate.violations, candidate.blanks])
          expect(part).toBeLessThanOrEqual(candidate.views);
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  it('of several servers are added, and survive being written down', () => {
    const outcomes = newOutcomes();
    outcomes.answered({ ...well, status: 500, milliseconds: 99_999 });
    const { candidate } = outcomes.tallies(0);
    expect(readTally(JSON.stringify(candidate))).toEqual(candidate);
    expect(readTally('{}')).toEqual(noTally);
    expect(sumOf([candidate, candidate, noTally])).toMatchObject({ requests: 2, failed: 2 });
    expect(candidate.durations[durationBounds.length]).toBe(1);
  });

  it('know a visitor again in this period and the one before, and no longer', () => {
    const isFirst = oncePer(1_000);
    expect([0, 999, 1_000, 500, 2_000, 900, 1_500].map((at) => isFirst(1, at))).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
      false,
    ]);
    expect(isFirst(2, 1_500)).toBe(true);
  });
});

describe('a token of a page', () => {
  const [key, old] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const sent = {
    rollout: '0190b6a0-aaaa-7000-8000-000000000000',
    arm: 'candidate',
    visitor: 9_999,
    sentAt: 1.8e12,
  } as const;

  it('says which version of which rollout was sent to whom and when (P4)', () => {
    const text = pageTokens(() => [key]).write(sent);
    expect(text.length).toBeLessThan(100);
    expect(pageTokens(() => [key, old]).read(text, sent.sentAt + 1_000)).toMatchObject(sent);
    expect(pageTokens(() => [old, key]).read(text, sent.sentAt)).toMatchObject(sent);
  });

  it('is nothing once a character of it is another, with another key, or too late (P4)', () => {
    const tokens = pageTokens(() => [key]);
    const text = tokens.write(sent);
    for (let at = 0; at < text.length; at++) {
      const changed = `${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`;
      expect(tokens.read(changed, sent.sentAt), changed).toBeNull();
    }
    expect(pageTokens(() => [old]).read(text, sent.sentAt)).toBeNull();
    expect(tokens.read(text, sent.sentAt + 11 * 60_000)).toBeNull();
    expect(tokens.read(text, sent.sentAt - 2 * 60_000)).toBeNull();
    for (const nothing of ['', '.', text + text, `${text}.`, 'a.c.0.0.0.0']) expect(tokens.read(nothing, 0)).toBeNull();
  });
});
