import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ownFile } from './own-file.ts';
import { secretFile } from './secret-file.ts';

export interface AdminToken {
  /** The one that counts now: that of a file changes with it. */
  readonly current: () => string;
  /** Where the server keeps it itself; null when it was configured. */
  readonly file: string | null;
}

export interface AdminTokenFrom {
  /** Text of ADMIN_TOKEN, or null. */
  readonly given: string | null;
  /** ADMIN_TOKEN_FILE, or null. */
  readonly file: string | null;
  readonly dataDir: string;
}

/** The configured token, else the one kept in the data folder, made on first start and readable by its owner only. */
export function adminToken({ given, file, dataDir }: AdminTokenFrom): AdminToken {
  if (given !== null) return { current: () => given, file: null };
  if (file !== null) return { current: secretFile(file, readAdminToken), file: null };
  const own = join(dataDir, 'admin-token');
  ownFile(own, shortest, () => randomBytes(32).toString('base64url'));
  return { current: secretFile(own, readAdminToken), file: own };
}

const shortest = 32;

/** Throws a sentence, without the text, for what is no token. */
export function readAdminToken(text: string): string {
  if (text.length < shortest || /\s/.test(text))
    throw new Error(`must hold at least ${shortest} characters without spaces.`);
  return text;
}
