import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { releases } from './migrations/0001-releases.ts';
import { sheets } from './migrations/0002-sheets.ts';
import { accounts } from './migrations/0003-accounts.ts';
import { outbox } from './migrations/0005-outbox.ts';
import type { Tables } from './tables.ts';

/** In order; a published migration is never edited, a new one is appended. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-releases': releases,
  '0002-sheets': sheets,
  '0003-accounts': accounts,
  '0005-outbox': outbox,
};

/**
 * Brings the database to the newest version. `backup` runs first, and only if something already stored is about to
 * change. Throws when a migration fails; the database is then as before.
 */
export async function migrate(db: Kysely<Tables>, backup: (before: string) => Promise<void>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const known = await migrator.getMigrations();
  const pending = known.filter(({ executedAt }) => executedAt === undefined);
  const first = pending[0];
  if (!first) return;
  if (pending.length < known.length) await backup(first.name);
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
