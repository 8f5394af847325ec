import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ownFile } from './own-file.ts';
import { secretFile } from './secret-file.ts';

/** Where the keys come from that seal what the server has to keep secret. */
export interface SecretsKeysFrom {
  /** Text of SECRETS_KEY, or null. */
  readonly given: string | null;
  /** SECRETS_KEY_FILE, or null. */
  readonly file: string | null;
  readonly dataDir: string;
}

/**
 * The keys, the newest first. A file is read again once it has changed, so that a new key needs no restart; as long as
 * it cannot be read, or holds no keys, the last ones count.
 */
export function secretsKeys({ given, file, dataDir }: SecretsKeysFrom): () => readonly Buffer[] {
  if (given !== null) {
    const keys = readKeys(given);
    return () => keys;
  }
  return secretFile(file ?? generated(dataDir), readKeys);
}

/** Keys in a text, separated by commas, spaces or lines. Throws a sentence for what is no key. */
export function readKeys(text: string): readonly Buffer[] {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const keys = words.map((word) => Buffer.from(word, 'base64'));
  if (keys.length === 0 || keys.some((key) => key.length !== 32))
    throw new Error('A secrets key is 32 random bytes in Base64, e.g. of "openssl rand -base64 32".');
  return keys;
}

/** Made on first start and readable by its owner only. */
function generated(dataDir: string): string {
  const path = join(dataDir, 'secrets-key');
  ownFile(path, 44, () => randomBytes(32).toString('base64'));
  return path;
}
