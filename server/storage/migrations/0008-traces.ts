import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { execute } from './execute.ts';

/** Events know the request they happened in, so that whoever is told of them can say so. */
export const traces: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await execute(db, statements);
  },
};

const statements: readonly string[] = [
  `ALTER TABLE outbox ADD COLUMN correlation TEXT NOT NULL DEFAULT ''`,
  `ALTER TABLE outbox ADD COLUMN traceparent TEXT NOT NULL DEFAULT ''`,
];
