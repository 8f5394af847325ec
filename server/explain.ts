import { ConfigurationError } from './serve.ts';

/** Why the server cannot start, in a sentence with what to do. */
export function explain(error: unknown): string {
  if (error instanceof ConfigurationError)
    return ['The server cannot start with this configuration:', ...error.problems.map((line) => `- ${line}`)].join(
      '\n',
    );
  return `The server cannot start: ${reasonOf(error)}`;
}

/** Why something that needs the database, a file or the network did not work. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (/does not support SSL/.test(message))
    return 'PostgreSQL offers no TLS. Turn it on there, or set DATABASE_TLS to "off" if nobody can listen in between.';
  const words = byCode[code ?? ''];
  return words ? `${words} (${message})` : message;
}

const byCode: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program uses this port. Set PORT to a free one, or stop the other program.',
  EADDRNOTAVAIL: 'this machine does not have the address in HOST.',
  EACCES: 'it may not use this port or folder. Choose a PORT above 1023 and a DATA_DIR it may write.',
  EEXIST: 'DATA_DIR names a file. Set it to a folder.',
  ENOTDIR: 'DATA_DIR leads through a file. Set it to a folder.',
  EROFS: 'the disk is read-only. Set DATA_DIR to a folder it may write.',
  ENOSPC: 'the disk is full.',
  ECONNREFUSED: 'nothing answers at the address in DATABASE_URL. Start PostgreSQL, or correct the address.',
  ENOTFOUND: 'the host in DATABASE_URL is not known.',
  ETIMEDOUT: 'the host in DATABASE_URL does not answer.',
  '28P01': 'PostgreSQL refuses the user or password in DATABASE_URL.',
  '28000': 'PostgreSQL refuses the user in DATABASE_URL, or wants another protection of the connection.',
  '3D000': 'the database in DATABASE_URL does not exist. Create it first.',
  '42501': 'the user in DATABASE_URL may not create tables. Grant it CREATE on the schema.',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'nobody we trust signed the certificate of PostgreSQL. Name its authority in DATABASE_CA_FILE.',
  SELF_SIGNED_CERT_IN_CHAIN:
    'nobody we trust signed the certificate of PostgreSQL. Name its authority in DATABASE_CA_FILE.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'nobody we trust signed the certificate of PostgreSQL. Name its authority in DATABASE_CA_FILE.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate of PostgreSQL is for another host than the one in DATABASE_URL.',
  SQLITE_NOTADB: 'server.db in DATA_DIR is no database. Restore it from a backup.',
  SQLITE_CORRUPT: 'server.db in DATA_DIR is damaged. Restore it from a backup.',
  SQLITE_CANTOPEN: 'server.db in DATA_DIR cannot be opened. Check that the folder may be written.',
  SQLITE_READONLY: 'server.db in DATA_DIR may not be written.',
  SQLITE_FULL: 'the disk is full.',
};
