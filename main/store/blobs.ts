import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';

/** Texts and pictures, named by the hash of their bytes; equal content is stored once. */
export interface Blobs {
  /** Answers `sha256-…` of the bytes. */
  put(bytes: Uint8Array): string;
  /** Null when there is none. Throws when the stored bytes no longer fit their name. */
  get(hash: string): Buffer | null;
}

export function blobsIn(database: Database): Blobs {
  // Bytes that no longer fit their name are mended by those that do.
  const insert = database.prepare(
    `INSERT INTO blobs (hash, bytes) VALUES (?, ?)
     ON CONFLICT (hash) DO UPDATE SET bytes = excluded.bytes WHERE bytes IS NOT excluded.bytes`,
  );
  const select = database.prepare<[string], { bytes: Buffer }>('SELECT bytes FROM blobs WHERE hash = ?');
  return {
    put: (bytes) => {
      const hash = hashBytes(bytes);
      insert.run(hash, bytes);
      return hash;
    },
    get: (hash) => {
      const found = select.get(hash)?.bytes ?? null;
      if (found && hashBytes(found) !== hash) throw new DamagedBlob(hash);
      return found;
    },
  };
}

/** `sha256-<base64url>` of bytes, as the engine writes hashes of texts. */
export const hashBytes = (bytes: Uint8Array | string): string =>
  `sha256-${createHash('sha256').update(bytes).digest('base64url')}`;

/** Stored bytes that no longer fit their name: the disk or somebody changed them. */
export class DamagedBlob extends Error {
  constructor(hash: string) {
    super(`The stored content ${hash} was changed outside of Schema Studio and cannot be trusted.`);
  }
}
