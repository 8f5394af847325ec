import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A release has a sheet per theme, each with the rules of the first view. */
export const sheets: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw('ALTER TABLE "release" ADD COLUMN sheets TEXT').execute(db);
  },
};
