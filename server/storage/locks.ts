import { type Kysely, sql, type Transaction } from 'kysely';
import { isPostgres } from './dialect.ts';
import type { Tables } from './tables.ts';

/** What only one transaction at a time may change, whichever instance it runs on. */
const numbers = { audit: 1, live: 2, people: 3, 'sign-ins': 4, 'token-keys': 5 } as const;

/**
 * Waits for its turn and keeps it until the transaction ends. SQLite has one connection and so one transaction at a
 * time anyway; on PostgreSQL it is an advisory lock, which ends with the transaction however that ends.
 */
export async function takeTurn(transaction: Kysely<Tables> | Transaction<Tables>, what: keyof typeof numbers) {
  if (!isPostgres(transaction)) return;
  await sql`SELECT pg_advisory_xact_lock(${lockSpace}, ${sql.lit(numbers[what])})`.execute(transaction);
}

/** Our own locks among those of others in the same database: "ui" and "st" in ASCII. */
const lockSpace = sql.lit(0x75_69_73_74);
