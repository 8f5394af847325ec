import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ownFile } from './own-file.ts';

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
  const { secret, created } = ownFile(file, 32, () => randomBytes(32).toString('base64url'));
  return { token: secret, file, created };
}
