import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';

/** RFC 8785 text of a JSON value. Throws on what JSON cannot carry (undefined, NaN, lone surrogates). */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('Only JSON values have a canonical form.');
  return text;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** `sha256-<base64url>` of UTF-8 text (language.md 9.5). */
export function hashText(text: string): string {
  return `sha256-${base64url(sha256(utf8ToBytes(text)))}`;
}

/** `sha256-<base64url>` of a value's canonical form. */
export const hashJson = (value: unknown): string => hashText(canonical(value));

/** First 12 hex digits of sha256 of text: short names in addresses and classes. */
export function shortHash(text: string): string {
  const bytes = sha256(utf8ToBytes(text));
  return Array.from(bytes.subarray(0, 6), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function base64url(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3);
    const group = (a << 16) | (b << 8) | c;
    const characters = [18, 12, 6, 0].map((shift) => alphabet[(group >> shift) & 63] ?? '').join('');
    text += characters.slice(0, Math.min(4, bytes.length - i + 1));
  }
  return text;
}
