import { closeSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database, { type Database as Connection } from 'better-sqlite3';
import { fail, ok, type Result } from '#contract';
import { isSound } from './backup.ts';
import { applicationId, formatOf, migrate, newestFormat } from './migrate.ts';
import { backupFolder, databaseFile } from './places.ts';
import { type StoreFailure, storeFailure } from './store-failure.ts';

const readOnlyFolder = 'The project folder is read-only: you can look at everything, but not save.';
const newerFormat =
  'A newer Schema Studio used this project. Documents can be read; update the program to see versions and to save.';

/** A project's database, open. */
export interface Store {
  readonly database: Connection;
  /** Why nothing can be written, as a sentence; writing then fails with `SQLITE_READONLY`. */
  readonly readOnly: string | null;
  close(): void;
}

/**
 * Opens or makes `<folder>/.studio/studio.db`. What cannot be written opens for reading: from a private copy where the
 * folder is read-only, empty where the file's format is newer than this program. Damage is a failure, never repaired
 * silently.
 */
export function openStore(folder: string): Result<Store, StoreFailure> {
  try {
    const file = databaseFile(folder);
    if (!isWritable(file)) return ok(openCopy(existsSync(file) ? file : null, readOnlyFolder));
    return openFile(file, folder);
  } catch (error) {
    const failure = storeFailure(error);
    if (failure) return { ok: false, failure };
    if (isWorldly(error)) {
      return fail('project/unreadable', `The project's .studio folder cannot be used: ${error.message}.`, error.code);
    }
    throw error;
  }
}

/** An empty database that forgets; for commands that only look at documents. */
export function openMemoryStore(): Store {
  const database = new Database(':memory:');
  migrate(database, null);
  return { database, readOnly: null, close: () => void database.close() };
}

function openFile(file: string, folder: string): Result<Store, StoreFailure> {
  const database = new Database(file);
  try {
    database.pragma('busy_timeout = 5000');
    const foreign = Number(database.pragma('application_id', { simple: true }));
    if (foreign !== 0 && foreign !== applicationId) {
      database.close();
      return fail(
        'project/unreadable',
        `${file} is not a database of Schema Studio. Move it away and open the project again.`,
      );
    }
    if (formatOf(database) > newestFormat) {
      database.close();
      return ok(openCopy(null, newerFormat));
    }
    if (!isSound(database)) throw new Database.SqliteError('quick_check found damage', 'SQLITE_CORRUPT');
    configure(database);
    migrate(database, backupFolder(folder));
    keepOutOfGit(dirname(file));
    return ok({ database, readOnly: null, close: () => void database.close() });
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Nobody means to commit a database, so the folder says so itself. */
function keepOutOfGit(folder: string): void {
  const file = join(folder, '.gitignore');
  if (!existsSync(file)) writeFileSync(file, '*\n');
}

/** FULL, because SQLite's default in WAL mode may lose an acknowledged save when the power fails. */
function configure(database: Connection): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('trusted_schema = OFF');
  database.pragma('cell_size_check = ON');
}

/** SQLite cannot read a WAL database in a folder it may not write to, so a copy outside of it is read instead. */
function openCopy(file: string | null, readOnly: string): Store {
  const place = file ? mkdtempSync(join(tmpdir(), 'schema-studio-')) : null;
  if (file && place) {
    for (const suffix of ['', '-wal']) {
      if (existsSync(file + suffix)) copyFileSync(file + suffix, join(place, `studio.db${suffix}`));
    }
  }
  const database = new Database(place ? join(place, 'studio.db') : ':memory:');
  // A newer format is not understood even for reading; an empty database stands in for it.
  if (formatOf(database) > newestFormat) return openCopy(null, newerFormat);
  if (!isSound(database)) throw new Database.SqliteError('quick_check found damage', 'SQLITE_CORRUPT');
  migrate(database, null);
  database.pragma('query_only = ON');
  const close = () => {
    database.close();
    if (place) rmSync(place, { recursive: true, force: true });
  };
  return { database, readOnly, close };
}

/** Tries it, because permissions alone do not tell: a whole disk may be mounted read-only. */
function isWritable(file: string): boolean {
  try {
    const probe = join(dirname(file), `.probe-${process.pid}`);
    makeFolder(dirname(file));
    closeSync(openSync(probe, 'w'));
    rmSync(probe);
    if (existsSync(file)) closeSync(openSync(file, 'r+'));
    return true;
  } catch (error) {
    if (isWorldly(error) && ['EACCES', 'EROFS', 'EPERM'].includes(error.code)) return false;
    throw error;
  }
}

/** Not with `recursive`, which tells a read-only disk as a missing folder. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!isWorldly(error) || error.code !== 'EEXIST') throw error;
  }
}

const isWorldly = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code);
