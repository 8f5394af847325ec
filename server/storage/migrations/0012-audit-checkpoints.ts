import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { execute } from './execute.ts';

/** Signed places of the audit chain. Signatures change with the secrets key, so that rows are not append-only. */
export const auditCheckpoints: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await execute(db, [
      `CREATE TABLE audit_checkpoint (
         seq INTEGER PRIMARY KEY, hash TEXT NOT NULL, at TEXT NOT NULL, public_key TEXT NOT NULL,
         signature TEXT NOT NULL) STRICT`,
    ]);
  },
};
