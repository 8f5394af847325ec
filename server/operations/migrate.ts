import { newestMigration, openStorage } from '../storage/index.ts';
import { configuration, runCommand } from './configured.ts';

/**
 * `node server/operations/migrate.ts`: makes the tables of the configured database or brings them up to date, and does
 * nothing else; servers that start with MIGRATE=off leave it to this. Safe to repeat, and while servers run: of several
 * that want to, one does it. 0 when the database is up to date, 2 when not.
 */
await runCommand(async () => {
  const { dataDir, database } = configuration();
  const storage = await openStorage(dataDir, database);
  await storage.close();
  return { code: 0, sentence: `The database is up to date: ${newestMigration}.` };
});
