import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isPostgres } from '../dialect.ts';
import { execute } from './execute.ts';

/**
 * Events may be forgotten, though never changed; and whoever wants to be told of them elsewhere is: webhooks, what could
 * not be told, and which server does the telling.
 */
export const events: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await execute(db, statements);
    for (const statement of isPostgres(db) ? forgettingInPostgres : forgettingInSqlite)
      await sql.raw(statement).execute(db);
  },
};

const statements: readonly string[] = [
  'CREATE INDEX outbox_at ON outbox (at)',
  `CREATE TABLE webhook (
     id TEXT PRIMARY KEY, url TEXT NOT NULL, kinds TEXT NOT NULL, secret TEXT NOT NULL,
     created_at TEXT NOT NULL, created_by TEXT NOT NULL, removed_at TEXT,
     seq INTEGER NOT NULL, attempts INTEGER NOT NULL, failing_since TEXT, retry_at TEXT, problem TEXT) STRICT`,
  `CREATE TABLE dead_letter (
     id TEXT PRIMARY KEY, webhook_id TEXT NOT NULL REFERENCES webhook (id), event_id TEXT NOT NULL, kind TEXT NOT NULL,
     body TEXT NOT NULL, correlation TEXT NOT NULL, attempts INTEGER NOT NULL, first_at TEXT NOT NULL, last_at TEXT NOT NULL,
     problem TEXT NOT NULL, replay_at TEXT, delivered_at TEXT) STRICT`,
  'CREATE INDEX dead_letter_webhook ON dead_letter (webhook_id, first_at)',
  'CREATE TABLE lease (name TEXT PRIMARY KEY, holder TEXT NOT NULL, beat INTEGER NOT NULL) STRICT',
];

const forgettingInSqlite = ['DROP TRIGGER outbox_no_delete'];

const forgettingInPostgres = [
  'DROP TRIGGER outbox_no_change ON outbox',
  `CREATE TRIGGER outbox_no_change BEFORE UPDATE OR TRUNCATE ON outbox
   FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
];
