import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { hashText } from '#engine';

export interface PublicKey {
  /** `hashText` of `pem`. */
  readonly id: string;
  /** SPKI PEM in its normal form, so that one key has one id however it was typed. */
  readonly pem: string;
}

/** Reads an Ed25519 public key; null for anything else, private keys included. */
export function readPublicKey(pem: string): PublicKey | null {
  const key = parse(pem);
  if (key?.asymmetricKeyType !== 'ed25519') return null;
  const normal = key.export({ type: 'spki', format: 'pem' }).toString();
  return { id: hashText(normal), pem: normal };
}

/** Whether `signature` (strict base64) was made over the UTF-8 bytes of `text` with that key. Never throws. */
export function isSignedBy(pem: string, text: string, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64');
  // Only the one spelling: otherwise the same signature could come back looking like another one.
  if (bytes.length !== 64 || bytes.toString('base64') !== signature) return false;
  const key = parse(pem);
  return key !== null && verify(null, Buffer.from(text, 'utf8'), key, bytes);
}

/** `createPublicKey` would derive a public key from a private one: nobody should send us that. */
function parse(pem: string): KeyObject | null {
  if (!pem.trimStart().startsWith('-----BEGIN PUBLIC KEY-----')) return null;
  try {
    return createPublicKey(pem);
  } catch {
    return null;
  }
}
