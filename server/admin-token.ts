import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface AdminToken {
  readonly token: string;
  /** File that holds it; null when it was configured. */
  readonly file: string | null;
  readonly created: boolean;
}

/** The configured token, else the one kept in the data folder, made on first start and readable by its owner only. */
export function adminToken(configured: string | null, dataDir: string): AdminToken {
  if (configured !== null) return { token: configured, file: null, created: false };
  const file = join(dataDir, 'admin-token');
  const kept = readKept(file);
  if (kept !== null) return { token: kept, file, created: false };
  const token = randomBytes(32).toString('base64url');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(file, `${token}\n`, { mode: 0o600 });
  return { token, file, created: true };
}

/** A file too short to be a token was cut off while it was written: make a new one. */
function readKept(file: string): string | null {
  try {
    const token = readFileSync(file, 'utf8').trim();
    if (token.length < 32) return null;
    chmodSync(file, 0o600);
    return token;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
