import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { execute } from './execute.ts';

/** A release has a sheet per theme, each with the rules of the first view. */
export const sheets: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await execute(db, ['ALTER TABLE "release" ADD COLUMN sheets TEXT']);
  },
};
