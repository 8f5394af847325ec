import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database, { type Database as Connection } from 'better-sqlite3';
import { databaseFile } from './places.ts';

const kept = 3;

/** True when SQLite finds every page, index and reference in order. */
export function isSound(database: Connection): boolean {
  const pages = database.pragma('quick_check', { simple: true }) === 'ok';
  return pages && (database.pragma('foreign_key_check') as unknown[]).length === 0;
}

/** Writes a copy to `file` and checks it; an earlier copy is replaced only by a sound one. Throws when it is not. */
export function copyTo(database: Connection, file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  database.prepare('VACUUM INTO ?').run(unfinished);
  if (!isSoundFile(unfinished)) throw new Error(`The backup ${unfinished} is not sound.`);
  renameSync(unfinished, file);
}

/** Keeps the last three daily copies; does nothing while there is one of today. `today` as in `2026-03-01`. */
export function backUpDaily(database: Connection, backups: string, today: string): void {
  const file = join(backups, `daily-${today}.db`);
  if (existsSync(file)) return;
  copyTo(database, file);
  const daily = readdirSync(backups).filter((name) => /^daily-.*\.db$/.test(name));
  for (const old of daily.sort().slice(0, -kept)) rmSync(join(backups, old), { force: true });
}

/**
 * Puts the newest sound backup in the database's place; the damaged files stay beside it. Answers the backup's name, or
 * null when there is none.
 */
export function restoreBackup(folder: string, stamp: string): string | null {
  const file = databaseFile(folder);
  const backups = join(dirname(file), 'backups');
  const newestFirst = existsSync(backups)
    ? readdirSync(backups)
        .filter((name) => name.endsWith('.db'))
        .sort((a, b) => statSync(join(backups, b)).mtimeMs - statSync(join(backups, a)).mtimeMs)
    : [];
  const sound = newestFirst.find((name) => isSoundFile(join(backups, name)));
  if (!sound) return null;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, `${file}.damaged-${stamp}${suffix}`);
  }
  const source = new Database(join(backups, sound), { readonly: true });
  try {
    copyTo(source, file);
  } finally {
    source.close();
  }
  return sound;
}

function isSoundFile(file: string): boolean {
  try {
    const copy = new Database(file, { readonly: true });
    try {
      return isSound(copy);
    } finally {
      copy.close();
    }
  } catch {
    return false;
  }
}
