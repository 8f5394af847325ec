import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { ok, type Result } from '#contract';
import { hashText } from '#engine';
import type { Keychain } from '../host/keychain.ts';
import type { Unwritable } from '../workspace/write-file.ts';

/** A person's signing key: the public half goes to servers, the private half stays in the keychain. */
export interface ApprovalKey {
  /** `hashText` of the public half, as servers name it. */
  readonly id: string;
  /** SPKI PEM. */
  readonly publicKey: string;
  /** Base64 of the Ed25519 signature over the UTF-8 bytes of `text`. */
  sign(text: string): string;
}

/** The key of a person, made when it is first needed. */
export function approvalKey(keychain: Keychain, person: string): Result<ApprovalKey, Unwritable> {
  const name = nameOf(person);
  const stored = keychain.read(name);
  if (stored) return ok(keyOf(stored));
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const written = keychain.write(name, pem);
  return written.ok ? ok(keyOf(pem)) : written;
}

/** Names a person's key without making one; null when there is none yet. */
export function approvalKeyId(keychain: Keychain, person: string): string | null {
  const stored = keychain.read(nameOf(person));
  return stored ? keyOf(stored).id : null;
}

/** For a key that counts no more. */
export const forgetApprovalKey = (keychain: Keychain, person: string): void => keychain.remove(nameOf(person));

const nameOf = (person: string) => `approval-key ${person}`;

function keyOf(pem: string): ApprovalKey {
  const privateKey = createPrivateKey(pem);
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  return {
    id: hashText(publicKey),
    publicKey,
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64'),
  };
}
