import { openPostgres } from './postgres.ts';
import type { PostgresSettings } from './postgres-connection.ts';
import { openSqlite } from './sqlite.ts';
import type { Storage } from './storage.ts';

/** The configured PostgreSQL, or else SQLite in the data folder. Throws when it cannot be opened or brought up to date. */
export const openStorage = (dataDir: string, postgres: PostgresSettings | null = null): Promise<Storage> =>
  postgres === null ? openSqlite(dataDir) : openPostgres(postgres);
