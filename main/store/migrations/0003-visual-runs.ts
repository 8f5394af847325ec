import type { Migration } from './migration.ts';

/** Visual runs with their cases, the baselines they are held against, and what people decided. */
export const visualRuns: Migration = {
  version: 3,
  sql: `
    CREATE TABLE runs (
      sequence     INTEGER PRIMARY KEY,
      id           TEXT NOT NULL UNIQUE,
      path         TEXT NOT NULL,
      document_id  TEXT NOT NULL,
      content_hash TEXT NOT NULL,
      state        TEXT NOT NULL CHECK (state IN ('running', 'finished', 'cancelled', 'crashed')),
      complete     INTEGER NOT NULL CHECK (complete IN (0, 1)),
      process      INTEGER NOT NULL,
      started_at   TEXT NOT NULL,
      ended_at     TEXT,
      total        INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX runs_by_path ON runs (path, sequence);
    CREATE INDEX runs_by_content ON runs (content_hash, sequence);

    CREATE TABLE run_cases (
      run_id     TEXT NOT NULL REFERENCES runs (id),
      key        TEXT NOT NULL,
      position   INTEGER NOT NULL,
      result     TEXT NOT NULL CHECK (json_valid(result)),
      conditions TEXT CHECK (conditions IS NULL OR json_valid(conditions)),
      PRIMARY KEY (run_id, key)
    ) STRICT;

    CREATE TABLE baselines (
      key        TEXT PRIMARY KEY,
      picture    TEXT NOT NULL REFERENCES blobs (hash),
      conditions TEXT NOT NULL CHECK (json_valid(conditions)),
      accepted   INTEGER NOT NULL CHECK (accepted IN (0, 1)),
      run_id     TEXT NOT NULL REFERENCES runs (id)
    ) STRICT;

    CREATE TABLE decisions (
      sequence INTEGER PRIMARY KEY,
      run_id   TEXT NOT NULL REFERENCES runs (id),
      key      TEXT NOT NULL,
      decision TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected')),
      reason   TEXT,
      by       TEXT NOT NULL,
      at       TEXT NOT NULL,
      before   TEXT NOT NULL CHECK (json_valid(before)),
      undone   INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
    ) STRICT;
    CREATE INDEX decisions_by_case ON decisions (run_id, key, sequence);
  `,
};
