import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { execute } from './execute.ts';

/** Who people are elsewhere, where they sign in with OpenID Connect. */
export const identities: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await execute(db, [
      `CREATE TABLE identity (
         issuer TEXT NOT NULL, subject TEXT NOT NULL, person_id TEXT NOT NULL REFERENCES person (id), at TEXT NOT NULL,
         PRIMARY KEY (issuer, subject), UNIQUE (issuer, person_id)) STRICT`,
    ]);
  },
};
