import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { migrate } from './migrate.ts';
import type { Storage } from './storage.ts';
import type { Tables } from './tables.ts';

/**
 * Opens `server.db` in the data folder, made if missing and readable by its owner only. Throws when the folder cannot
 * be written, the file is no database, or a migration fails.
 */
export async function openSqlite(dataDir: string, migration?: string | null): Promise<Storage> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'server.db');
  const sqlite = new SqliteDatabase(file);
  try {
    for (const pragma of pragmas) sqlite.pragma(pragma);
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqlite }) });
    await migrate(db, async (before) => void (await sqlite.backup(`${file}.before-${before}`)), migration);
    return {
      kind: 'sqlite',
      db,
      read: (query) => query(db),
      settle: async () => false,
      isOpen: () => isHealthy(sqlite),
      healthy: async () => isHealthy(sqlite),
      newBell: () => null,
      pools: () => [],
      close: async () => {
        if (sqlite.open) sqlite.pragma('wal_checkpoint(TRUNCATE)');
        await db.destroy();
      },
    };
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/** FULL: a release that was answered is on disk, even when the power fails the moment after. */
const pragmas = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'foreign_keys = ON',
  'trusted_schema = OFF',
  'cell_size_check = ON',
  'busy_timeout = 5000',
];

function isHealthy(sqlite: SqliteDatabase.Database): boolean {
  try {
    return sqlite.open && sqlite.prepare('SELECT count(*) AS live FROM live').get() !== undefined;
  } catch {
    return false;
  }
}
