import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { copyTo, isSound } from './backup.ts';
import { migrations } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';

/** "Schema Studio Project": tells our files from other people's databases. */
export const applicationId = 0x53535031;
export const newestFormat = migrations.length;

export const formatOf = (database: Database): number => Number(database.pragma('user_version', { simple: true }));

/**
 * Brings a database to `target` (the newest format by default). One that holds something is backed up into `backups`
 * first and the backup is checked; a step that fails leaves the format it started from. Throws `SqliteError`.
 */
export function migrate(database: Database, backups: string | null, target = newestFormat): void {
  const from = formatOf(database);
  if (from >= target) return;
  if (from > 0 && backups) copyTo(database, join(backups, `before-format-${target}.db`));
  for (const migration of migrations.slice(from, target)) apply(database, migration);
  if (!isSound(database)) throw new Error(`The database is not sound after its migration to format ${target}.`);
}

function apply(database: Database, { version, sql }: Migration): void {
  database
    .transaction(() => {
      // Read again inside the write lock: another process may have come first.
      if (formatOf(database) >= version) return;
      database.exec(sql);
      database.pragma(`application_id = ${applicationId}`);
      database.pragma(`user_version = ${version}`);
    })
    .exclusive();
}
