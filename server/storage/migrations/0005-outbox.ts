import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { execute, refuseChanges } from './execute.ts';

/**
 * What happened, in order, for every server that shares the database; and requests that are repeated, which know now
 * that they are still being worked on, and are forgotten after a day.
 */
export const outbox: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await execute(db, statements);
    await refuseChanges(db, ['outbox']);
  },
};

const statements: readonly string[] = [
  `CREATE TABLE outbox (
     seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, document_id TEXT NOT NULL,
     release_hash TEXT NOT NULL REFERENCES "release" (hash), channel TEXT NOT NULL, at TEXT NOT NULL) STRICT`,
  `CREATE TABLE repeated_request (
     key TEXT PRIMARY KEY, body_hash TEXT NOT NULL, answer TEXT, at TEXT NOT NULL, until TEXT NOT NULL) STRICT`,
  `CREATE INDEX repeated_request_at ON repeated_request (at)`,
  `INSERT INTO repeated_request SELECT key, body_hash, answer, at, at FROM publish_request`,
  `DROP TABLE publish_request`,
];
