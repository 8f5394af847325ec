import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { atFileEnd } from '../testing/at-file-end.ts';
import { greetingPage } from '../testing/pages.ts';
import { bad, type RolloutSite, rolloutSite } from '../testing/rollouts.ts';
import { temporaryFolder } from '../testing/temporary-server.ts';

let site: RolloutSite;
let database: SqliteDatabase.Database;
const atEnd = atFileEnd();
beforeAll(async () => {
  const dataDir = await temporaryFolder(atEnd);
  site = await rolloutSite({ DATA_DIR: dataDir }, atEnd);
  await site.publish(greetingPage({ text: 'Stable', version: '1.0.0' }));
  database = new SqliteDatabase(join(dataDir, 'server.db'));
  atEnd(() => void database.close());
});

/** The disk refuses to change what is live, as a damaged one would. */
const breakLive = () =>
  database.exec(`CREATE TRIGGER broken BEFORE UPDATE ON live BEGIN SELECT RAISE(ABORT, 'The disk is damaged.'); END`);
const mend = () => database.exec('DROP TRIGGER broken');

describe('a rollout that cannot be undone (P4)', () => {
  it('is frozen with both reasons, and is taken back once a person has repaired what is broken', async () => {
    const { id } = await site.running('Stuck', '2.0.0', { kind: 'canary' });
    await site.act(id, 'promote', { to: 'all' });
    breakLive();
    site.judges(bad);
    const frozen = await site.becomes(id, { state: 'frozen' });
    expect(frozen).toMatchObject({
      failure: 'errors: Half of its answers fail.',
      undoFailure: 'The disk is damaged.',
      endedAt: null,
    });
    expect(frozen.history.at(-1)).toMatchObject({
      kind: 'frozen',
      why: 'errors: Half of its answers fail. Undoing it failed too: The disk is damaged.',
    });
    // What was to be undone was undone for nobody: a half of it would be worse.
    expect(frozen.history.filter(({ kind }) => kind === 'stage-undone')).toEqual([]);
    // Visitors have the version before all the same.
    expect(await site.shown()).toBe('Stable');
    const again = await site.act(id, 'rollback');
    expect([again.statusCode, again.json().code]).toEqual([500, 'rollout/stuck']);
    expect(again.json().message).toContain('The disk is damaged.');
    mend();
    site.judges({ kind: 'undecided', why: 'Too few visitors.' });
    expect((await site.act(id, 'rollback')).json()).toMatchObject({ state: 'rolled-back', undoFailure: null });
    expect(await site.shown()).toBe('Stable');
  });

  it('is frozen when whoever undid it was killed half way', async () => {
    const { id } = await site.running('Killed', '2.1.0', { kind: 'canary' });
    // What a server leaves that is killed after it decided and before it was done.
    database
      .prepare(`UPDATE rollout SET state = 'undoing', failure = ?, undo_until = ?, epoch = epoch + 1 WHERE id = ?`)
      .run('errors: Half of its answers fail.', '2026-03-01T12:00:10.000Z', id);
    expect(await site.becomes(id, { state: 'undoing' })).toMatchObject({ audience: null });
    expect((await site.act(id, 'rollback')).statusCode).toBe(409);
    await expect.poll(() => site.whoSees('Killed')).toEqual([]);
    site.pass(10);
    expect(await site.becomes(id, { state: 'frozen' })).toMatchObject({
      failure: 'errors: Half of its answers fail.',
      undoFailure: 'It was cut off before it ended.',
    });
    expect((await site.act(id, 'abort')).json()).toMatchObject({ state: 'aborted' });
    expect(await site.whoSees('Stable')).toHaveLength(200);
  });

  it('is not begun when its version cannot be shown', async () => {
    const candidate = await site.store('Unreadable', '2.2.0');
    database.exec('DROP TRIGGER release_no_update');
    database.prepare(`UPDATE "release" SET program = 'no program' WHERE hash = ?`).run(candidate);
    const started = await site.start(candidate, { kind: 'canary' });
    const ended = await site.becomes(started.json().id, { state: 'aborted', stage: 'validate' });
    expect(ended.failure).toMatch(/^This server cannot show version 2\.2\.0/);
    expect(await site.shown()).toBe('Stable');
  });
});

describe('what shared caches may still hold (P4, E13)', () => {
  it('has run out before the first visitor gets the candidate', async () => {
    const edge = await rolloutSite({ EDGE_SECONDS: '60', EDGE_STALE_SECONDS: '30' }, atEnd);
    await edge.publish(greetingPage({ text: 'Stable', version: '1.0.0' }));
    const rules = async () => {
      const { headers } = await edge.server.app.inject('/greeting');
      return [headers['cache-control'], headers['cdn-cache-control']];
    };
    const usual = ['public, no-cache', 'public, max-age=60, stale-while-revalidate=30'];
    expect(await rules()).toEqual(usual);
    const started = await edge.start(await edge.store('Edge', '2.0.0'), { kind: 'canary' });
    const { id } = started.json();
    await edge.becomes(id, { state: 'preparing', stage: 'prepare' });
    expect(await rules()).toEqual(['private, no-store', undefined]);
    edge.pass(91);
    expect((await edge.act(id, 'promote')).statusCode).toBe(409);
    expect(await edge.whoSees('Edge')).toEqual([]);
    edge.pass(1);
    await edge.becomes(id, { state: 'running', step: 1 });
    expect(await edge.whoSees('Edge')).toHaveLength(20);
    await edge.act(id, 'promote', { to: 'all' });
    expect(await rules()).toEqual(['public, no-cache', undefined]);
    await edge.act(id, 'rollback');
    expect(await rules()).toEqual(usual);
    expect(await edge.shown()).toBe('Stable');
  });
});
