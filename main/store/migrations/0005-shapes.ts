import type { Migration } from './migration.ts';

/** What a baseline shows of each node, and what assistive technology hears of it, beside its picture. */
export const shapes: Migration = {
  version: 5,
  sql: `
    ALTER TABLE baselines ADD COLUMN shapes TEXT REFERENCES blobs (hash);
    ALTER TABLE baselines ADD COLUMN aria TEXT REFERENCES blobs (hash);
  `,
};
