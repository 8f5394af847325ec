import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** How a digest is written: 64 hex digits, or 43 characters without padding. */
export type DigestForm = 'hex' | 'base64url';

/** Port: sha256 over the UTF-8 bytes of a text; half of a surrogate pair counts as U+FFFD. */
export type Digest = (text: string, form: DigestForm) => string;

/** Runs on every platform. Hosts have the same in native code, ten times as fast. */
const portable: Digest = (text, form) => {
  const bytes = sha256(utf8ToBytes(text));
  return form === 'hex' ? bytesToHex(bytes) : base64url(bytes);
};

let current: Digest = portable;

/** The digest of a text. The same for every host, so it is no option of an engine. */
export const digest: Digest = (text, form) => current(text, form);

/** Takes a host's own sha256 from now on. Throws when it gives other digests than the portable one. */
export function takeDigest(own: Digest): void {
  for (const text of ['', 'abc', 'a\u0000é€😀', '\ud800', 'x'.repeat(1_000)]) {
    for (const form of ['hex', 'base64url'] as const) {
      if (own(text, form) !== portable(text, form)) throw new Error('This is no sha256 over UTF-8.');
    }
  }
  current = own;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

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
