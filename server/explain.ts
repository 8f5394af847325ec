import { ConfigurationError } from './serve.ts';

/** Why the server cannot start, in a sentence with what to do. */
export function explain(error: unknown): string {
  if (error instanceof ConfigurationError)
    return ['The server cannot start with this configuration:', ...error.problems.map((line) => `- ${line}`)].join(
      '\n',
    );
  const { code, message } = error as NodeJS.ErrnoException;
  const words = byCode[code ?? ''];
  return words ? `The server cannot start: ${words} (${message})` : `The server cannot start: ${message}`;
}

const byCode: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program uses this port. Set PORT to a free one, or stop the other program.',
  EADDRNOTAVAIL: 'this machine does not have the address in HOST.',
  EACCES: 'it may not use this port or folder. Choose a PORT above 1023 and a DATA_DIR it may write.',
  EEXIST: 'DATA_DIR names a file. Set it to a folder.',
  ENOTDIR: 'DATA_DIR leads through a file. Set it to a folder.',
  EROFS: 'the disk is read-only. Set DATA_DIR to a folder it may write.',
  ENOSPC: 'the disk is full.',
  SQLITE_NOTADB: 'server.db in DATA_DIR is no database. Restore it from a backup.',
  SQLITE_CORRUPT: 'server.db in DATA_DIR is damaged. Restore it from a backup.',
  SQLITE_CANTOPEN: 'server.db in DATA_DIR cannot be opened. Check that the folder may be written.',
  SQLITE_READONLY: 'server.db in DATA_DIR may not be written.',
  SQLITE_FULL: 'the disk is full.',
};
