import { openPostgres } from './postgres.ts';
import type { PostgresSettings } from './postgres-connection.ts';
import { openSqlite } from './sqlite.ts';
import type { Storage } from './storage.ts';

/**
 * The configured PostgreSQL, or else SQLite in the data folder, brought to its newest migration or to the named one.
 * With null it is left as it is. Throws when it cannot be opened, or is not where it should be; with `canWait` a
 * PostgreSQL that is away is opened all the same.
 */
export const openStorage = (
  dataDir: string,
  postgres: PostgresSettings | null = null,
  migration?: string | null,
  canWait = false,
): Promise<Storage> =>
  postgres === null ? openSqlite(dataDir, migration) : openPostgres(postgres, migration, canWait);
