import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder, withoutWriteAccess } from '../testing/folders.ts';
import { failureFrom, valueFrom } from '../testing/outcomes.ts';
import { backUpDaily, restoreBackup } from './backup.ts';
import { blobsIn } from './blobs.ts';
import { journalIn } from './journal.ts';
import { openStore } from './open-store.ts';
import { backupFolder, databaseFile, studioFolder } from './places.ts';
import { settingsIn } from './project-settings.ts';
import { isDiskFull, storeFailure } from './store-failure.ts';

const draft = { path: 'a.page.json', text: '{}', fileHash: 'sha256-x', at: '2026-03-01T10:00:00Z' };

describe('the project database', () => {
  it('keeps what was written, and syncs every commit', () => {
    const folder = temporaryFolder();
    const first = valueFrom(openStore(folder));
    expect(first.database.pragma('synchronous', { simple: true })).toBe(2);
    expect(first.database.pragma('journal_mode', { simple: true })).toBe('wal');
    journalIn(first.database).write(draft);
    settingsIn(first.database).write('server', { url: 'http://127.0.0.1:1' });
    const hash = blobsIn(first.database).put(Buffer.from('hello'));
    first.close();

    const again = valueFrom(openStore(folder));
    expect(journalIn(again.database).read('a.page.json')).toEqual(draft);
    expect(settingsIn(again.database).read('server')).toEqual({ url: 'http://127.0.0.1:1' });
    expect(blobsIn(again.database).get(hash)?.toString()).toBe('hello');
    again.close();
  });

  it('notices content that was changed behind its back', () => {
    const store = valueFrom(openStore(temporaryFolder()));
    const hash = blobsIn(store.database).put(Buffer.from('hello'));
    store.database.prepare('UPDATE blobs SET bytes = ? WHERE hash = ?').run(Buffer.from('hullo'), hash);
    expect(() => blobsIn(store.database).get(hash)).toThrow(/cannot be trusted/);
    store.close();
  });

  it('opens for reading where nothing may be written, with the drafts in sight', () => {
    const folder = temporaryFolder();
    const store = valueFrom(openStore(folder));
    journalIn(store.database).write(draft);
    store.close();
    withoutWriteAccess([folder, studioFolder(folder)], () => {
      const copy = valueFrom(openStore(folder));
      expect(copy.readOnly).toContain('read-only');
      expect(journalIn(copy.database).read('a.page.json')?.text).toBe('{}');
      expect(writeProblem(() => journalIn(copy.database).write(draft))).toBe('project/unwritable');
      copy.close();
    });
  });

  it('opens a read-only folder that has no database yet', () => {
    const folder = temporaryFolder();
    withoutWriteAccess([folder], () => {
      const store = valueFrom(openStore(folder));
      expect(store.readOnly).toContain('read-only');
      expect(journalIn(store.database).all()).toEqual([]);
      store.close();
    });
    expect(existsSync(studioFolder(folder))).toBe(false);
  });

  it('opens a project on a read-only disk', ({ skip }) => {
    const folder = temporaryFolder();
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro,size=64k', 'tmpfs', folder]);
    if (mounted.status !== 0) skip('Only root may mount a disk.');
    onTestFinished(() => void spawnSync('umount', [folder]));
    const store = valueFrom(openStore(folder));
    expect(store.readOnly).toContain('read-only');
    store.close();
  });

  it('does not touch a database of a newer format', () => {
    const folder = temporaryFolder();
    valueFrom(openStore(folder)).close();
    const newer = new Database(databaseFile(folder));
    newer.pragma('user_version = 99');
    newer.close();
    const before = readFileSync(databaseFile(folder));
    const store = valueFrom(openStore(folder));
    expect(store.readOnly).toContain('newer Schema Studio');
    store.close();
    expect(readFileSync(databaseFile(folder)).equals(before)).toBe(true);
  });

  it("refuses another program's database", () => {
    const folder = temporaryFolder();
    mkdirSync(studioFolder(folder));
    const other = new Database(databaseFile(folder));
    other.pragma('application_id = 7');
    other.close();
    expect(failureFrom(openStore(folder)).message).toContain('is not a database of Schema Studio');
  });

  it.each([
    ['no database at all', () => Buffer.from('not a database at all '.repeat(500))],
    [
      'overwritten pages',
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 7)]),
    ],
    ['a cut file', (bytes: Buffer) => bytes.subarray(0, 9000)],
  ])('says that the file is damaged, and goes back to the backup: %s', (_, damage) => {
    const folder = temporaryFolder();
    const store = valueFrom(openStore(folder));
    journalIn(store.database).write(draft);
    backUpDaily(store.database, backupFolder(folder), '2026-03-01');
    store.close();
    const file = databaseFile(folder);
    writeFileSync(file, damage(readFileSync(file)));

    expect(failureFrom(openStore(folder))).toMatchObject({
      code: 'project/unreadable',
      message: expect.stringContaining('studio doctor --restore'),
    });
    expect(restoreBackup(folder, 'now')).toBe('daily-2026-03-01.db');
    const restored = valueFrom(openStore(folder));
    expect(journalIn(restored.database).read('a.page.json')).toEqual(draft);
    restored.close();
    expect(readdirSync(dirname(file)).some((name) => name.includes('damaged-now'))).toBe(true);
  });

  it('keeps three daily backups', () => {
    const folder = temporaryFolder();
    const store = valueFrom(openStore(folder));
    for (const day of ['01', '02', '03', '04', '04'])
      backUpDaily(store.database, backupFolder(folder), `2026-03-${day}`);
    store.close();
    expect(readdirSync(backupFolder(folder)).sort()).toEqual(
      ['02', '03', '04'].map((day) => `daily-2026-03-${day}.db`),
    );
  });

  it('says that the disk is full when it is', () => {
    const store = valueFrom(openStore(temporaryFolder()));
    store.database.pragma(`max_page_count = ${Number(store.database.pragma('page_count', { simple: true })) + 2}`);
    const write = () => journalIn(store.database).write({ ...draft, text: 'x'.repeat(100_000) });
    expect(writeProblem(write)).toBe('project/unwritable');
    expect(catching(write)).toSatisfy(isDiskFull);
    expect(journalIn(store.database).read(draft.path)).toBeNull();
    store.close();
  });

  it('says that another program holds the database', () => {
    const folder = temporaryFolder();
    const store = valueFrom(openStore(folder));
    const other = new Database(databaseFile(folder));
    other.exec('BEGIN IMMEDIATE');
    store.database.pragma('busy_timeout = 20');
    const failure = storeFailure(catching(() => journalIn(store.database).write(draft)));
    expect(failure?.message).toContain('Another program');
    other.close();
    store.close();
  });

  it('takes a file in the place of its folder for what it is', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.studio'), 'oops');
    expect(failureFrom(openStore(folder)).message).toContain('.studio folder cannot be used');
  });
});

function catching(action: () => void): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('It did not throw.');
}

const writeProblem = (action: () => void) => storeFailure(catching(action))?.code;
