import type { Migration } from './migration.ts';

/** Who did what and when: append-only, each row bound to the one before by its hash. */
export const audit: Migration = {
  version: 4,
  sql: `
    CREATE TABLE audit (
      sequence INTEGER PRIMARY KEY,
      at       TEXT NOT NULL,
      who      TEXT NOT NULL,
      what     TEXT NOT NULL,
      subject  TEXT NOT NULL,
      details  TEXT NOT NULL CHECK (json_valid(details)),
      previous TEXT NOT NULL,
      hash     TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
    CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  `,
};
