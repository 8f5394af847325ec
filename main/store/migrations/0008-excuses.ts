import type { Migration } from './migration.ts';

/** Cases that are tolerated or in quarantine, steps of undo, and what axe found of a baseline. */
export const excuses: Migration = {
  version: 8,
  sql: `
    CREATE TABLE excuses (
      key      TEXT PRIMARY KEY,
      kind     TEXT NOT NULL CHECK (kind IN ('tolerated', 'quarantined')),
      reason   TEXT NOT NULL,
      by       TEXT NOT NULL,
      at       TEXT NOT NULL,
      pixels   INTEGER,
      owner    TEXT,
      until    TEXT,
      baseline TEXT
    ) STRICT;

    ALTER TABLE baselines ADD COLUMN findings TEXT REFERENCES blobs (hash);

    CREATE TABLE decisions_wider (
      sequence INTEGER PRIMARY KEY,
      run_id   TEXT NOT NULL REFERENCES runs (id),
      key      TEXT NOT NULL,
      step     TEXT NOT NULL,
      decision TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected', 'tolerated', 'quarantined', 'lifted')),
      reason   TEXT,
      by       TEXT NOT NULL,
      at       TEXT NOT NULL,
      before   TEXT NOT NULL CHECK (json_valid(before)),
      undone   INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
    ) STRICT;
    INSERT INTO decisions_wider (sequence, run_id, key, step, decision, reason, by, at, before, undone)
      SELECT sequence, run_id, key, sequence, decision, reason, by, at,
        json_object('baseline', json(before), 'excuse', NULL,
          'result', json('{"decision":"pending","reason":null,"excuse":null}')),
        undone
      FROM decisions;
    DROP TABLE decisions;
    ALTER TABLE decisions_wider RENAME TO decisions;
    CREATE INDEX decisions_by_case ON decisions (run_id, key, sequence);
    CREATE INDEX decisions_by_step ON decisions (run_id, step);
  `,
};
