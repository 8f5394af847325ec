import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { execute, refuseChanges } from './execute.ts';

/** Whose a signing key is, approvals that wait for a publisher, and passwords that are to be replaced. */
export const keysOfPeople: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await execute(db, statements);
    await refuseChanges(db, ['approval']);
  },
};

const statements: readonly string[] = [
  'ALTER TABLE signing_key ADD COLUMN person_id TEXT',
  'ALTER TABLE person ADD COLUMN password_given INTEGER NOT NULL DEFAULT 0',
  `CREATE TABLE approval (
     bundle_hash TEXT NOT NULL, key_id TEXT NOT NULL REFERENCES signing_key (id), document_id TEXT NOT NULL,
     approval TEXT NOT NULL, at TEXT NOT NULL,
     PRIMARY KEY (bundle_hash, key_id)) STRICT`,
  'CREATE INDEX approval_at ON approval (at)',
];
