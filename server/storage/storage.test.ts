import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../testing/temporary-server.ts';
import { type AuditEvent, appendAudit, openStorage, type Storage, verifyAudit } from './index.ts';

const event = (target: string): AuditEvent => ({
  at: '2026-01-01T00:00:00.000Z',
  actor: 'ada',
  action: 'key.register',
  target,
  outcome: 'done',
  reason: '',
  client: '127.0.0.1',
  requestId: 'r',
});

async function opened(folder?: string): Promise<Storage> {
  const storage = await openStorage(folder ?? (await temporaryFolder()));
  onTestFinished(() => storage.close());
  return storage;
}

describe('storage', () => {
  it('keeps what it answered even when the power fails: WAL with full synchronization', async () => {
    const folder = await temporaryFolder();
    await opened(folder);
    const file = join(folder, 'server.db');
    expect(new SqliteDatabase(file).pragma('journal_mode', { simple: true })).toBe('wal');
    expect(statSync(file).isFile()).toBe(true);
  });

  it('opens again without migrating or backing up twice', async () => {
    const folder = await temporaryFolder();
    await (await openStorage(folder)).close();
    await opened(folder);
    expect(existsSync(join(folder, 'server.db.before-0001-releases'))).toBe(false);
  });

  it('refuses a file that is no database and leaves it as it is', async () => {
    const folder = await temporaryFolder();
    writeFileSync(join(folder, 'server.db'), 'x'.repeat(5_000));
    await expect(openStorage(folder)).rejects.toMatchObject({ code: 'SQLITE_NOTADB' });
    expect(statSync(join(folder, 'server.db')).size).toBe(5_000);
  });

  it.each(['release', 'activation', 'publish_request', 'file', 'audit'])('never changes a row of %s', async (table) => {
    const folder = await temporaryFolder();
    await opened(folder);
    const sqlite = new SqliteDatabase(join(folder, 'server.db'));
    onTestFinished(() => void sqlite.close());
    const triggers = sqlite.prepare("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?").all(table);
    expect(triggers).toMatchObject([
      { sql: expect.stringContaining('BEFORE UPDATE') },
      { sql: expect.stringContaining('BEFORE DELETE') },
    ]);
  });
});

describe('audit chain', () => {
  it('is intact after appending', async () => {
    const { db } = await opened();
    for (const target of ['a', 'b', 'c']) await appendAudit(db, event(target));
    expect(await verifyAudit(db)).toMatchObject({ intact: true, entries: 3 });
  });

  it('cannot be changed through the database', async () => {
    const { db } = await opened();
    await appendAudit(db, event('a'));
    await expect(db.updateTable('audit').set({ actor: 'eve' }).execute()).rejects.toThrow('append-only');
    await expect(db.deleteFrom('audit').execute()).rejects.toThrow('append-only');
  });

  it.each([
    ['changed', "UPDATE audit SET actor = 'eve' WHERE seq = 2"],
    ['removed', 'DELETE FROM audit WHERE seq = 2'],
  ])('shows an entry that was %s behind its back', async (_, tampering) => {
    const folder = await temporaryFolder();
    const storage = await openStorage(folder);
    for (const target of ['a', 'b', 'c']) await appendAudit(storage.db, event(target));
    await storage.close();
    const sqlite = new SqliteDatabase(join(folder, 'server.db'));
    sqlite.exec('DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete;');
    sqlite.exec(tampering);
    sqlite.close();
    const { db } = await opened(folder);
    expect(await verifyAudit(db)).toEqual({ intact: false, brokenAt: 2 });
  });
});
