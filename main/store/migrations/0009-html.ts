import type { Migration } from './migration.ts';

/** The HTML of an accepted page, where a case expects it to stay the same. */
export const html: Migration = {
  version: 9,
  sql: 'ALTER TABLE baselines ADD COLUMN html TEXT REFERENCES blobs (hash);',
};
