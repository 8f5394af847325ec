import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { baselinesIn } from './baselines.ts';
import { blobsIn } from './blobs.ts';
import { decisionsIn } from './decisions.ts';
import { migrate } from './migrate.ts';
import { runsIn } from './runs.ts';

const key = 'acme/orders/base/mobile/chromium/core/theme/en/light';
const conditions = {
  browser: 'chromium 1',
  platform: 'linux-x64',
  metric: 'pixelmatch 7.2.0',
  threshold: 0.1,
  fonts: 'sha256-f',
};
/** A result, a baseline and a decision as the first release wrote them. */
const result = {
  case: {
    key,
    name: 'base',
    fixture: 'base',
    viewport: { name: 'mobile', width: 390, height: 844, dpr: 1 },
    browser: 'chromium',
    theme: 'core/theme',
    locale: 'en',
    scheme: 'light',
  },
  verdict: 'failed',
  decision: 'accepted',
  reason: null,
  baseline: 'sha256-before',
  shot: 'sha256-after',
  difference: 'sha256-difference',
  changedPixels: 12,
  allowedPixels: 0,
  changedRatio: 0.1,
  message: '12 of 120 pixels changed.',
  startedAt: '2026-03-01T10:00:00Z',
  milliseconds: 5,
};

it('results, baselines and decisions of an older program are read with what was not known then (T4)', () => {
  const database = new Database(':memory:');
  migrate(database, null, 4);
  const picture = blobsIn(database).put(Buffer.from('picture'));
  database.exec(`INSERT INTO runs (id, path, document_id, content_hash, state, complete, process, started_at, total)
    VALUES ('one', 'orders.page.json', 'acme/orders', 'sha256-content', 'finished', 1, 1, '2026-03-01T10:00:00Z', 1)`);
  const stored = { picture, conditions, accepted: true, run: 'one' };
  database
    .prepare('INSERT INTO run_cases VALUES (?, ?, 0, ?, ?)')
    .run('one', key, JSON.stringify(result), JSON.stringify(conditions));
  database.prepare('INSERT INTO baselines VALUES (?, ?, ?, 1, ?)').run(key, picture, JSON.stringify(conditions), 'one');
  database
    .prepare(
      "INSERT INTO decisions (run_id, key, decision, by, at, before) VALUES ('one', ?, 'accepted', 'Quinn', 'then', ?)",
    )
    .run(key, JSON.stringify(stored));
  migrate(database, null);

  const unknown = { shapes: null, aria: null, findings: null, html: null, carriedFrom: null };
  expect(runsIn(database).find('one')).toMatchObject({
    continued: 0,
    results: [
      {
        ...result,
        ...unknown,
        skipped: false,
        fingerprint: null,
        totalPixels: 0,
        clusters: [],
        density: 0,
        changes: [],
        recheck: false,
        excuse: null,
        heardDifferently: false,
        newFindings: [],
        broken: [],
      },
    ],
  });
  expect(baselinesIn(database).find(key)).toEqual({ ...stored, ...unknown, contentHash: 'sha256-content', pass: null });
  expect(baselinesIn(database).find(key, conditions)?.picture).toBe(picture);
  expect(decisionsIn(database).newest('one', key)?.before.baseline).toEqual({
    ...stored,
    ...unknown,
    contentHash: null,
    pass: null,
  });
  expect(runsIn(database).history('orders.page.json')).toEqual([
    {
      key,
      runs: [{ run: 'one', verdict: 'failed', decision: 'accepted', skipped: false, at: '2026-03-01T10:00:00Z' }],
      flakeShare: 0,
      baseline: { by: 'Quinn', at: 'then', browser: 'chromium 1', carriedFrom: null },
    },
  ]);
});
