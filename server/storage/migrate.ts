import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { releases } from './migrations/0001-releases.ts';
import { sheets } from './migrations/0002-sheets.ts';
import { accounts } from './migrations/0003-accounts.ts';
import { outbox } from './migrations/0005-outbox.ts';
import { rollouts } from './migrations/0006-rollouts.ts';
import { events } from './migrations/0007-events.ts';
import { traces } from './migrations/0008-traces.ts';
import { rolloutFigures } from './migrations/0009-rollout-figures.ts';
import { keysOfPeople } from './migrations/0010-keys-of-people.ts';
import { identities } from './migrations/0011-identities.ts';
import { auditCheckpoints } from './migrations/0012-audit-checkpoints.ts';
import type { Tables } from './tables.ts';

/** In order; a published migration is never edited, a new one is appended. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-releases': releases,
  '0002-sheets': sheets,
  '0003-accounts': accounts,
  '0005-outbox': outbox,
  '0006-rollouts': rollouts,
  '0007-events': events,
  '0008-traces': traces,
  '0009-rollout-figures': rolloutFigures,
  '0010-keys-of-people': keysOfPeople,
  '0011-identities': identities,
  '0012-audit-checkpoints': auditCheckpoints,
};

export const newestMigration: string = Object.keys(migrations).at(-1) ?? '';
/** Whether this program knows how to go on from there. */
export const knowsMigration = (name: string): boolean => name in migrations;

/** Name of the newest migration that a database has seen; empty before the first. */
export async function lastMigration(db: Kysely<Tables>): Promise<string> {
  const known = await migratorOf(db).getMigrations();
  return known.findLast(({ executedAt }) => executedAt !== undefined)?.name ?? '';
}

const migratorOf = (db: Kysely<Tables>): Migrator =>
  new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });

/**
 * Brings the database to the newest version, or to that of a named migration. `backup` runs first, and only if something
 * already stored is about to change. Throws when a migration fails; the database is then as before. With null nothing is
 * changed, and it throws when something would have to be: a newer program's tables are none of that.
 */
export async function migrate(
  db: Kysely<Tables>,
  backup: (before: string) => Promise<void>,
  upTo: string | null = newestMigration,
): Promise<void> {
  const migrator = migratorOf(db);
  const known = await migrator.getMigrations();
  const pending = known.filter(({ executedAt }) => executedAt === undefined);
  const first = pending[0];
  if (!first) return;
  if (upTo === null) throw new DatabaseBehind(first.name);
  if (pending.length < known.length) await backup(first.name);
  const { error } = await migrator.migrateTo(upTo);
  if (error) throw error;
}

/** The database is older than the program, which was told to leave it as it is. */
export class DatabaseBehind extends Error {
  constructor(missing: string) {
    super(
      `the database lacks the migration "${missing}". Run "node server/operations/migrate.ts" with the same variables first, or set MIGRATE to "on".`,
    );
  }
}
