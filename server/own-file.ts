import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A secret in a file that only its owner can read; made when there is none. One shorter than `shortest` was cut off while
 * it was written, and is made anew.
 */
export function ownFile(
  file: string,
  shortest: number,
  make: () => string,
): { readonly secret: string; readonly created: boolean } {
  const kept = readKept(file, shortest);
  if (kept !== null) return { secret: kept, created: false };
  const secret = make();
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return { secret, created: true };
}

function readKept(file: string, shortest: number): string | null {
  try {
    const secret = readFileSync(file, 'utf8').trim();
    if (secret.length < shortest) return null;
    chmodSync(file, 0o600);
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
