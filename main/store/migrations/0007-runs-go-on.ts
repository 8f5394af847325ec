import type { Migration } from './migration.ts';

/**
 * What a run shot, as stored texts, so that another browser can shoot it again; what it was to shoot, so that one that
 * was killed goes on; and cases by key, for their history.
 */
export const runsGoOn: Migration = {
  version: 7,
  sql: `
    ALTER TABLE runs ADD COLUMN manifest TEXT REFERENCES blobs (hash);
    ALTER TABLE runs ADD COLUMN program_hash TEXT;
    ALTER TABLE runs ADD COLUMN plan_hash TEXT;
    ALTER TABLE runs ADD COLUMN continued INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX run_cases_by_key ON run_cases (key);
  `,
};
