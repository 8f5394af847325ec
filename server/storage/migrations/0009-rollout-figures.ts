import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { execute } from './execute.ts';

/** What each server has counted of each rollout, so that all of them judge the sum. */
export const rolloutFigures: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await execute(db, statements);
  },
};

const statements: readonly string[] = [
  `CREATE TABLE rollout_figures (
     rollout_id TEXT NOT NULL REFERENCES rollout (id), node TEXT NOT NULL, tallies TEXT NOT NULL, shadow TEXT,
     at TEXT NOT NULL, PRIMARY KEY (rollout_id, node)) STRICT`,
];
