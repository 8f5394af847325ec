import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { execute, refuseChanges } from './execute.ts';

/** Rollouts and what happened to them; and events that say more than which version went live. */
export const rollouts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await execute(db, statements);
    await refuseChanges(db, ['rollout_entry']);
  },
};

const statements: readonly string[] = [
  `CREATE TABLE rollout (
     id TEXT PRIMARY KEY, channel TEXT NOT NULL, document_id TEXT NOT NULL,
     stable_hash TEXT NOT NULL REFERENCES "release" (hash), stable_version TEXT NOT NULL,
     candidate_hash TEXT NOT NULL REFERENCES "release" (hash), candidate_version TEXT NOT NULL,
     plan TEXT NOT NULL, state TEXT NOT NULL, stage TEXT NOT NULL, step INTEGER NOT NULL, epoch INTEGER NOT NULL,
     started_at TEXT NOT NULL, started_by TEXT NOT NULL, since TEXT NOT NULL,
     paused_at TEXT, ended_at TEXT, failure TEXT, undo_failure TEXT, undo_until TEXT) STRICT`,
  `CREATE UNIQUE INDEX rollout_open ON rollout (channel, document_id) WHERE ended_at IS NULL`,
  `CREATE INDEX rollout_document ON rollout (document_id, started_at)`,
  `CREATE TABLE rollout_entry (
     seq INTEGER PRIMARY KEY, rollout_id TEXT NOT NULL REFERENCES rollout (id), epoch INTEGER NOT NULL,
     at TEXT NOT NULL, by TEXT NOT NULL, kind TEXT NOT NULL, why TEXT NOT NULL,
     state TEXT NOT NULL, stage TEXT NOT NULL, step INTEGER NOT NULL) STRICT`,
  `CREATE INDEX rollout_entry_rollout ON rollout_entry (rollout_id)`,
  `ALTER TABLE outbox ADD COLUMN detail TEXT`,
];
