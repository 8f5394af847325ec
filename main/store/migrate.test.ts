import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/folders.ts';
import { valueFrom } from '../testing/outcomes.ts';
import { blobsIn } from './blobs.ts';
import { formatOf, migrate, newestFormat } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { openStore } from './open-store.ts';
import { backupFolder, databaseFile, studioFolder } from './places.ts';

/** Tables, indexes and triggers as SQLite wrote them down. */
const shapeOf = (database: Database.Database) =>
  database.prepare("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name").all();

describe('migrations (V1)', () => {
  it('are numbered from 1 without gaps', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
  });

  it.each(
    migrations.map(({ version }) => version),
  )('lead from format %i to the newest, with a backup first', (version) => {
    const folder = temporaryFolder();
    mkdirSync(studioFolder(folder));
    const old = new Database(databaseFile(folder));
    migrate(old, null, version);
    const hash = blobsIn(old).put(Buffer.from('kept'));
    old.close();

    const store = valueFrom(openStore(folder));
    expect(formatOf(store.database)).toBe(newestFormat);
    expect(blobsIn(store.database).get(hash)?.toString()).toBe('kept');
    const fresh = new Database(':memory:');
    migrate(fresh, null);
    expect(shapeOf(store.database)).toEqual(shapeOf(fresh));
    store.close();

    const backup = join(backupFolder(folder), `before-format-${newestFormat}.db`);
    expect(existsSync(backup)).toBe(version < newestFormat);
    if (version < newestFormat) expect(formatOf(new Database(backup, { readonly: true }))).toBe(version);
  });

  it('leave the old format when a step fails', () => {
    const database = new Database(':memory:');
    migrate(database, null, 1);
    database.exec('CREATE TABLE versions (in_the_way TEXT)');
    expect(() => migrate(database, null)).toThrow(/already exists/);
    expect(formatOf(database)).toBe(1);
    expect(database.prepare('SELECT count(*) AS n FROM sqlite_schema WHERE name = ?').get('approvals')).toEqual({
      n: 0,
    });
  });
});
