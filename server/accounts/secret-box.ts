import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps secrets that the server has to store, readable only with a key that is not in the database. */
export interface SecretBox {
  /** `purpose` says what it is and whose: what was sealed for one row does not open for another. */
  seal(text: string, purpose: string): string;
  /** Throws `WrongSecretsKey` when no key fits, or the text was changed. */
  open(sealed: string, purpose: string): string;
  /** Whether it was sealed with the newest key. */
  isCurrent(sealed: string): boolean;
  /** Keys for another use, e.g. to sign form tokens; the newest first. */
  derive(use: string): readonly Buffer[];
}

/** What is stored was sealed with another key, or changed since. */
export class WrongSecretsKey extends Error {
  constructor(purpose: string) {
    super(
      `the stored secret "${purpose}" does not open with this secrets key. Set SECRETS_KEY or SECRETS_KEY_FILE to the key this database was used with.`,
    );
  }
}

/** AES-256-GCM. `keys` are 32 bytes each, the newest first; they are asked for at every use, so that they may change. */
export function secretBox(keys: () => readonly Buffer[]): SecretBox {
  const newest = (): Buffer => {
    const [key] = keys();
    if (!key) throw new Error('There is no secrets key.');
    return key;
  };
  return {
    seal(text, purpose) {
      const key = newest();
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
      const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return ['1', nameOf(key), nonce.toString('base64url'), bytes.toString('base64url')].join('.');
    },
    open(sealed, purpose) {
      const [version, name, nonce = '', data = ''] = sealed.split('.');
      const key = keys().find((one) => nameOf(one) === name);
      if (!key || version !== '1') throw new WrongSecretsKey(purpose);
      const bytes = Buffer.from(data, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 });
      try {
        decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(-16));
        return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
      } catch {
        throw new WrongSecretsKey(purpose);
      }
    },
    isCurrent: (sealed) => sealed.split('.')[1] === nameOf(newest()),
    derive: (use) => keys().map((key) => Buffer.from(hkdfSync('sha256', key, '', `schema-studio ${use}`, 32))),
  };
}

/** Tells keys apart and says nothing about them. */
const nameOf = (key: Buffer): string => createHash('sha256').update('name of ').update(key).digest('hex').slice(0, 12);

/** The same box; whoever opens it is told of, with what for, never with what was in it. */
export const watchedBox = (box: SecretBox, opened: (purpose: string) => void): SecretBox => ({
  ...box,
  open(sealed, purpose) {
    const text = box.open(sealed, purpose);
    opened(purpose);
    return text;
  },
});
