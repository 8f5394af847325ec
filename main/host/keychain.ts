import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '#contract';
import { type Unwritable, writeWhole } from '../workspace/write-file.ts';

/** Port: a person's secrets (server tokens, the private half of their approval key), by name. */
export interface Keychain {
  /** Null when there is none, or it can no longer be opened. */
  read(name: string): string | null;
  write(name: string, secret: string): Result<null, Unwritable>;
  /** Nothing happens when there is none. */
  remove(name: string): void;
}

/** How a secret is sealed on disk: by the operating system's keychain on the desktop (`safeStorage`), else not at all. */
export interface Seal {
  close(secret: string): Uint8Array;
  open(sealed: Uint8Array): string;
}

const openSeal: Seal = {
  close: (secret) => Buffer.from(secret),
  open: (sealed) => Buffer.from(sealed).toString(),
};

/** One file per secret below the data folder, readable by its owner only. */
export function fileKeychain(dataDir: string, seal: Seal = openSeal): Keychain {
  const kind = seal === openSeal ? 'open' : 'sealed';
  const fileOf = (name: string) =>
    join(dataDir, 'secrets', `${createHash('sha256').update(name).digest('hex').slice(0, 24)}.${kind}`);
  return {
    read: (name) => {
      const file = fileOf(name);
      if (!existsSync(file)) return null;
      try {
        return seal.open(readFileSync(file));
      } catch {
        // Sealed by another login or machine: as good as gone.
        return null;
      }
    },
    remove: (name) => rmSync(fileOf(name), { force: true }),
    write: (name, secret) => writeWhole(fileOf(name), seal.close(secret), 0o600),
  };
}
