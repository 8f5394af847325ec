import type { Migration } from './migration.ts';

/** Which pages the steps of a run could lead to, so that the approved version is visited with those of then. */
export const linkedPages: Migration = {
  version: 10,
  sql: 'ALTER TABLE runs ADD COLUMN linked TEXT REFERENCES blobs (hash);',
};
