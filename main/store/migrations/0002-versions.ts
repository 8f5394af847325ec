import type { Migration } from './migration.ts';

/** Immutable versions, people's word on them, and what was sent to a server. */
export const versions: Migration = {
  version: 2,
  sql: `
    CREATE TABLE versions (
      sequence     INTEGER PRIMARY KEY,
      hash         TEXT NOT NULL UNIQUE,
      document_id  TEXT NOT NULL,
      path         TEXT NOT NULL,
      semver       TEXT NOT NULL,
      program_hash TEXT NOT NULL,
      message      TEXT NOT NULL,
      author       TEXT NOT NULL,
      created_at   TEXT NOT NULL,
      parent       TEXT REFERENCES versions (hash),
      manifest     TEXT NOT NULL REFERENCES blobs (hash)
    ) STRICT;
    CREATE INDEX versions_by_path ON versions (path, sequence);
    CREATE INDEX versions_by_document ON versions (document_id, sequence);

    CREATE TABLE approvals (
      sequence     INTEGER PRIMARY KEY,
      version_hash TEXT NOT NULL REFERENCES versions (hash),
      statement    TEXT NOT NULL CHECK (json_valid(statement)),
      key_id       TEXT NOT NULL,
      signature    TEXT NOT NULL,
      approved_by  TEXT NOT NULL,
      approved_at  TEXT NOT NULL
    ) STRICT;
    CREATE INDEX approvals_by_version ON approvals (version_hash, sequence);

    CREATE TABLE releases (
      sequence     INTEGER PRIMARY KEY,
      version_hash TEXT NOT NULL REFERENCES versions (hash),
      channel      TEXT NOT NULL CHECK (channel IN ('staging', 'production')),
      server       TEXT NOT NULL,
      state        TEXT NOT NULL CHECK (state IN ('pending', 'published', 'refused')),
      attempts     INTEGER NOT NULL DEFAULT 0,
      problem      TEXT,
      requested_at TEXT NOT NULL,
      answered_at  TEXT
    ) STRICT;
    CREATE UNIQUE INDEX one_pending_release ON releases (version_hash, channel, server) WHERE state = 'pending';

    CREATE TRIGGER versions_stay BEFORE UPDATE ON versions BEGIN SELECT RAISE(ABORT, 'versions are immutable'); END;
    CREATE TRIGGER versions_kept BEFORE DELETE ON versions BEGIN SELECT RAISE(ABORT, 'versions are kept'); END;
    CREATE TRIGGER approvals_stay BEFORE UPDATE ON approvals BEGIN SELECT RAISE(ABORT, 'approvals are immutable'); END;
  `,
};
