import { openPostgres } from './postgres.ts';
import type { PostgresSettings } from './postgres-connection.ts';
import { openSqlite } from './sqlite.ts';
import type { Storage } from './storage.ts';

/**
 * The configured PostgreSQL, or else SQLite in the data folder, brought to its newest migration or to the named one.
 * Throws when it cannot be opened or brought there.
 */
export const openStorage = (
  dataDir: string,
  postgres: PostgresSettings | null = null,
  migration?: string,
): Promise<Storage> => (postgres === null ? openSqlite(dataDir, migration) : openPostgres(postgres, migration));
