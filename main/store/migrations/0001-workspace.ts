import type { Migration } from './migration.ts';

/** Texts and pictures by hash, edits not in their files yet, and the project's settings. */
export const workspace: Migration = {
  version: 1,
  sql: `
    CREATE TABLE blobs (
      hash  TEXT PRIMARY KEY CHECK (hash LIKE 'sha256-%'),
      bytes BLOB NOT NULL
    ) STRICT;

    CREATE TABLE journal (
      path      TEXT PRIMARY KEY,
      text      TEXT NOT NULL,
      file_hash TEXT NOT NULL,
      at        TEXT NOT NULL
    ) STRICT;

    CREATE TABLE settings (
      name  TEXT PRIMARY KEY,
      value TEXT NOT NULL CHECK (json_valid(value))
    ) STRICT;
  `,
};
