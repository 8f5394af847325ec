import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';

/** Another server works in this data folder. */
export class FolderInUse extends Error {
  constructor(dataDir: string) {
    super(`another server is running in the data folder ${dataDir}. Stop it first, or set DATA_DIR to another folder.`);
  }
}

/**
 * Makes a data folder this process's own, until the returned function is called or the process ends, however it ends.
 * Throws `FolderInUse` when another one has it.
 *
 * Two servers would each serve what it has in memory: a release that one makes live, the other would not show. The
 * claim is a lock of the system on a file of its own, taken by way of SQLite, which knows how on every system; a file
 * with a process id would be left behind by a server that is killed. `server.db` itself stays open to backups and to
 * commands that read it.
 */
export function claimFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = new SqliteDatabase(join(dataDir, 'server.lock'), { timeout: 0 });
  try {
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw (error as { readonly code?: string }).code?.startsWith('SQLITE_BUSY') ? new FolderInUse(dataDir) : error;
  }
  return () => void (lock.open && lock.close());
}
