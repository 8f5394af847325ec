import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { atFileEnd } from '../testing/at-file-end.ts';
import { type TemporaryPostgres, temporaryPostgres } from '../testing/postgres.ts';
import { postgresSettings } from '../testing/postgres-settings.ts';
import { temporaryFolder } from '../testing/temporary-server.ts';
import {
  type AuditEvent,
  appendAudit,
  findFile,
  insertFiles,
  insertKey,
  insertRelease,
  listKeys,
  openStorage,
  type Storage,
  setLive,
  verifyAudit,
} from './index.ts';

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

const release = {
  hash: 'h',
  document_id: 'd',
  version: '1',
  route: '/',
  program_hash: 'p',
  engine: 'e',
  bundle: '{}',
  program: '{}',
  stylesheet: 's',
  sheets: null,
  tests: null,
  approval: '{}',
  stored_at: '',
  stored_by: '',
};

let postgres: TemporaryPostgres;
const atEnd = atFileEnd();
beforeAll(async () => {
  postgres = await temporaryPostgres(atEnd);
});

/** Opens a database of its own as often as it is called. */
type Open = () => Promise<Storage>;

const databases: readonly (readonly [kind: 'sqlite' | 'postgres', () => Promise<Open>])[] = [
  [
    'sqlite',
    async () => {
      const folder = await temporaryFolder();
      return () => openStorage(folder);
    },
  ],
  [
    'postgres',
    async () => {
      const settings = postgresSettings(await postgres.database());
      return () => openStorage('', settings);
    },
  ],
];

async function opened(open: Open): Promise<Storage> {
  const storage = await open();
  onTestFinished(() => storage.close());
  return storage;
}

describe.each(databases)('storage on %s (P2)', (kind, prepare) => {
  it('opens again and finds what was written, in the types it was written in', async () => {
    const open = await prepare();
    const before = await open();
    const bytes = Buffer.from([0, 1, 255]);
    await insertFiles(before.db, [{ address: 'a/b', type: 'image/png', bytes }]);
    await appendAudit(before.db, event('ä'));
    await before.close();
    const { db, kind: found } = await opened(open);
    expect(found).toBe(kind);
    expect(await findFile(db, 'a/b')).toEqual({ address: 'a/b', type: 'image/png', bytes });
    expect(await db.selectFrom('audit').select(['seq', 'target', 'at']).execute()).toEqual([
      { seq: 1, target: 'ä', at: '2026-01-01T00:00:00.000Z' },
    ]);
    const { rows } = await sql<{ entries: number }>`SELECT count(*) AS entries FROM audit`.execute(db);
    expect(rows).toEqual([{ entries: 1 }]);
  });

  it('is brought up to date once when several servers start at once', async () => {
    const open = await prepare();
    // SQLite belongs to one server at a time: the folder is claimed before it is opened.
    const all = await Promise.all(Array.from({ length: kind === 'sqlite' ? 1 : 4 }, open));
    for (const storage of all) onTestFinished(() => storage.close());
    for (const { db } of all) expect(await listKeys(db)).toEqual([]);
    const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(all[0]!.db);
    expect(rows.map(({ name }) => name)).toEqual(rows.map(({ name }) => name).toSorted());
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });

  it('sorts texts by their bytes, whatever language the database was made for', async () => {
    const { db } = await opened(await prepare());
    for (const id of ['ö', 'z', 'B', 'a', 'A', '-'])
      await insertKey(db, {
        id,
        name: '',
        public_key: '',
        created_at: '',
        created_by: '',
        revoked_at: null,
        person_id: null,
      });
    expect((await listKeys(db)).map(({ id }) => id)).toEqual(['-', 'A', 'B', 'a', 'z', 'ö']);
  });

  it('never changes what is history', async () => {
    const { db } = await opened(await prepare());
    await insertFiles(db, [{ address: 'a', type: 't', bytes: Buffer.of(1) }]);
    await appendAudit(db, event('a'));
    await insertRelease(db, release);
    await setLive(db, {
      channel: 'staging',
      document_id: 'd',
      release_hash: 'h',
      route: '/',
      route_shape: '/',
      published_at: '',
      published_by: '',
    });
    const columns = { release: 'route', activation: 'at', file: 'type', audit: 'actor' };
    for (const [name, column] of Object.entries(columns)) {
      const table = sql.table(name);
      await expect(sql`UPDATE ${table} SET ${sql.ref(column)} = 'changed'`.execute(db)).rejects.toThrow('append-only');
      await expect(sql`DELETE FROM ${table}`.execute(db)).rejects.toThrow('append-only');
      if (kind === 'postgres') await expect(sql`TRUNCATE ${table} CASCADE`.execute(db)).rejects.toThrow('append-only');
    }
  });

  it('answers whether it is well, until it is closed', async () => {
    const storage = await (await prepare())();
    expect([storage.isOpen(), await storage.healthy()]).toEqual([true, true]);
    await storage.close();
    expect([storage.isOpen(), await storage.healthy()]).toEqual([false, false]);
  });
});

describe.each(databases)('audit chain on %s (S11)', (kind, prepare) => {
  it('is intact after appending, by many at once and from two servers', async () => {
    const open = await prepare();
    const one = await opened(open);
    const other = kind === 'sqlite' ? one : await opened(open);
    await Promise.all(Array.from({ length: 20 }, (_, at) => appendAudit((at % 2 ? one : other).db, event(`${at}`))));
    expect(await verifyAudit(one.db)).toMatchObject({ intact: true, entries: 20 });
  });

  it.each([
    ['changed', sql`UPDATE audit SET actor = 'eve' WHERE seq = 2`],
    ['removed', sql`DELETE FROM audit WHERE seq = 2`],
  ])('shows an entry that was %s behind its back', async (_, tampering) => {
    const { db } = await opened(await prepare());
    for (const target of ['a', 'b', 'c']) await appendAudit(db, event(target));
    const unlock =
      kind === 'sqlite'
        ? ['DROP TRIGGER audit_no_update', 'DROP TRIGGER audit_no_delete']
        : ['DROP TRIGGER audit_no_change ON audit'];
    for (const statement of unlock) await sql.raw(statement).execute(db);
    await tampering.execute(db);
    expect(await verifyAudit(db)).toEqual({ intact: false, brokenAt: 2, how: 'changed' });
  });
});

describe('SQLite in the data folder', () => {
  it('keeps what it answered even when the power fails: WAL with full synchronization', async () => {
    const folder = await temporaryFolder();
    await opened(() => openStorage(folder));
    const file = join(folder, 'server.db');
    expect(new SqliteDatabase(file).pragma('journal_mode', { simple: true })).toBe('wal');
    expect(statSync(file).isFile()).toBe(true);
  });

  it('opens again without migrating or backing up twice', async () => {
    const folder = await temporaryFolder();
    await (await openStorage(folder)).close();
    await opened(() => openStorage(folder));
    expect(existsSync(join(folder, 'server.db.before-0001-releases'))).toBe(false);
  });

  it('refuses a file that is no database and leaves it as it is', async () => {
    const folder = await temporaryFolder();
    writeFileSync(join(folder, 'server.db'), 'x'.repeat(5_000));
    await expect(openStorage(folder)).rejects.toMatchObject({ code: 'SQLITE_NOTADB' });
    expect(statSync(join(folder, 'server.db')).size).toBe(5_000);
  });
});

describe('a pool of connections to PostgreSQL (P2)', () => {
  it('opens no more than it may, lets others wait, and tells how many there are', async () => {
    const settings = postgresSettings(await postgres.database(), { most: 2, idle: 1 });
    const storage = await opened(() => openStorage('', settings));
    const [gate, opening] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let held = 0;
    const holders = [1, 2].map(() =>
      storage.db.connection().execute(async () => {
        held += 1;
        if (held === 2) opening.resolve();
        await gate.promise;
      }),
    );
    await opening.promise;
    const third = listKeys(storage.db);
    await expect.poll(() => storage.pools()).toEqual([{ name: 'primary', open: 2, idle: 0, waiting: 1, most: 2 }]);
    gate.resolve();
    await Promise.all(holders);
    expect(await third).toEqual([]);
    expect(storage.pools()).toMatchObject([{ waiting: 0 }]);
  });

  it('ends a statement that takes too long, and goes on', async () => {
    const settings = { ...postgresSettings(await postgres.database()), statement: 50 };
    const { db } = await opened(() => openStorage('', settings));
    await expect(sql`SELECT pg_sleep(600)`.execute(db)).rejects.toMatchObject({ code: '57014' });
    expect(await listKeys(db)).toEqual([]);
  });

  it('does not speak to a server without TLS where TLS is asked for', async () => {
    const settings = { ...postgresSettings(await postgres.database()), tls: 'verify' as const };
    await expect(openStorage('', settings)).rejects.toThrow('does not support SSL');
  });
});
