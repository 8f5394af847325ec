import type { Migration } from './migration.ts';

/**
 * A baseline for each browser build and platform of a case, with the content it shows, the build whose approved version
 * was shot again for it, and what it was last held against and passed.
 */
export const baselinesByBuild: Migration = {
  version: 6,
  sql: `
    CREATE TABLE baselines_by_build (
      sequence     INTEGER PRIMARY KEY,
      key          TEXT NOT NULL,
      browser      TEXT NOT NULL,
      platform     TEXT NOT NULL,
      picture      TEXT NOT NULL REFERENCES blobs (hash),
      shapes       TEXT REFERENCES blobs (hash),
      aria         TEXT REFERENCES blobs (hash),
      conditions   TEXT NOT NULL CHECK (json_valid(conditions)),
      accepted     INTEGER NOT NULL CHECK (accepted IN (0, 1)),
      run_id       TEXT NOT NULL REFERENCES runs (id),
      content_hash TEXT,
      carried_from TEXT,
      passed_as    TEXT,
      passed_in    TEXT REFERENCES runs (id),
      UNIQUE (key, browser, platform)
    ) STRICT;
    INSERT INTO baselines_by_build (key, browser, platform, picture, shapes, aria, conditions, accepted, run_id, content_hash)
      SELECT b.key, coalesce(json_extract(b.conditions, '$.browser'), ''), coalesce(json_extract(b.conditions, '$.platform'), ''),
        b.picture, b.shapes, b.aria, b.conditions, b.accepted, b.run_id, r.content_hash
      FROM baselines b JOIN runs r ON r.id = b.run_id ORDER BY b.rowid;
    DROP TABLE baselines;
    ALTER TABLE baselines_by_build RENAME TO baselines;
  `,
};
