import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { execute, refuseChanges } from './execute.ts';

/** Keys, tokens, releases, what is live, files and the audit chain. */
export const releases: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await execute(db, statements);
    await refuseChanges(db, ['release', 'activation', 'publish_request', 'file', 'audit']);
  },
};

const statements: readonly string[] = [
  `CREATE TABLE signing_key (
     id TEXT PRIMARY KEY, name TEXT NOT NULL, public_key TEXT NOT NULL,
     created_at TEXT NOT NULL, created_by TEXT NOT NULL, revoked_at TEXT) STRICT`,
  `CREATE TABLE access_token (
     id TEXT PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, scopes TEXT NOT NULL,
     created_at TEXT NOT NULL, created_by TEXT NOT NULL, revoked_at TEXT) STRICT`,
  `CREATE TABLE "release" (
     hash TEXT PRIMARY KEY, document_id TEXT NOT NULL, version TEXT NOT NULL, route TEXT NOT NULL, program_hash TEXT NOT NULL,
     engine TEXT NOT NULL, bundle TEXT NOT NULL, program TEXT NOT NULL, stylesheet TEXT NOT NULL,
     tests TEXT, approval TEXT NOT NULL,
     stored_at TEXT NOT NULL, stored_by TEXT NOT NULL) STRICT`,
  `CREATE INDEX release_document ON "release" (document_id, stored_at)`,
  `CREATE TABLE live (
     channel TEXT NOT NULL, document_id TEXT NOT NULL, release_hash TEXT NOT NULL REFERENCES "release" (hash),
     route TEXT NOT NULL, route_shape TEXT NOT NULL, published_at TEXT NOT NULL, published_by TEXT NOT NULL,
     PRIMARY KEY (channel, document_id), UNIQUE (channel, route_shape)) STRICT`,
  `CREATE TABLE activation (
     seq INTEGER PRIMARY KEY, channel TEXT NOT NULL, document_id TEXT NOT NULL,
     release_hash TEXT NOT NULL REFERENCES "release" (hash), at TEXT NOT NULL, by TEXT NOT NULL) STRICT`,
  `CREATE TABLE publish_request (
     key TEXT PRIMARY KEY, body_hash TEXT NOT NULL, answer TEXT NOT NULL, at TEXT NOT NULL) STRICT`,
  `CREATE TABLE file (address TEXT PRIMARY KEY, type TEXT NOT NULL, bytes BLOB NOT NULL) STRICT`,
  `CREATE TABLE audit (
     seq INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL,
     outcome TEXT NOT NULL, reason TEXT NOT NULL, client TEXT NOT NULL, request_id TEXT NOT NULL,
     previous TEXT NOT NULL, hash TEXT NOT NULL UNIQUE) STRICT`,
];
