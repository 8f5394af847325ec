import { type Kysely, PostgresAdapter, type Transaction } from 'kysely';

/** Whether this is PostgreSQL; else it is SQLite. */
export const isPostgres = <Tables>(db: Kysely<Tables> | Transaction<Tables>): boolean =>
  db.getExecutor().adapter instanceof PostgresAdapter;
