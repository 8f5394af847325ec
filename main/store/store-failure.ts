import Database from 'better-sqlite3';
import type { Failure } from '#contract';
import { DamagedBlob } from './blobs.ts';

export type StoreFailure = Failure<'project/unreadable' | 'project/unwritable'>;

const sentences: readonly (readonly [prefix: string, code: StoreFailure['code'], message: string])[] = [
  ['SQLITE_FULL', 'project/unwritable', 'The disk is full, so nothing was saved. Free some space and try again.'],
  [
    'SQLITE_BUSY',
    'project/unwritable',
    'Another program is using the project database. Close it or wait a moment, then try again.',
  ],
  [
    'SQLITE_LOCKED',
    'project/unwritable',
    'Another program is using the project database. Close it or wait a moment, then try again.',
  ],
  ['SQLITE_READONLY', 'project/unwritable', 'The project is open for reading only, so nothing was saved.'],
  [
    'SQLITE_PERM',
    'project/unwritable',
    'You may not write to the folder of the project database. Change its permissions and try again.',
  ],
  [
    'SQLITE_CANTOPEN',
    'project/unreadable',
    'The project database cannot be opened. Check that its folder is there and readable.',
  ],
  [
    'SQLITE_IOERR',
    'project/unreadable',
    'The disk reported an error while the project database was used. Check the disk, then open the project again.',
  ],
  ['SQLITE_CORRUPT', 'project/unreadable', damagedSentence()],
  ['SQLITE_NOTADB', 'project/unreadable', damagedSentence()],
];

/** The sentence for a database error of the world's making; null when it is our own mistake. */
export function storeFailure(error: unknown): StoreFailure | null {
  if (error instanceof DamagedBlob) return { code: 'project/unreadable', message: error.message };
  if (!(error instanceof Database.SqliteError)) return null;
  const known = sentences.find(([prefix]) => error.code.startsWith(prefix));
  return known ? { code: known[1], message: known[2], details: `${error.code}: ${error.message}` } : null;
}

/** True when the disk had no room left. */
export const isDiskFull = (error: unknown): boolean =>
  (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_FULL')) ||
  (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT'));

function damagedSentence(): string {
  return 'The project database (.studio/studio.db) is damaged. Your documents are files and are safe; run "studio doctor --restore" to go back to the last good backup.';
}
