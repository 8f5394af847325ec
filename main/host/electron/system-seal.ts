import { safeStorage } from 'electron';
import type { Seal } from '../keychain.ts';

/**
 * Seals secrets with the system's keychain. Null where there is none that deserves the name: on Linux without a
 * keyring, Electron falls back to a fixed password, which protects no better than the file's permissions.
 */
export function systemSeal(): Seal | null {
  if (!safeStorage.isEncryptionAvailable()) return null;
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return null;
  return {
    close: (secret) => safeStorage.encryptString(secret),
    open: (sealed) => safeStorage.decryptString(Buffer.from(sealed)),
  };
}
