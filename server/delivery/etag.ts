import { createHash } from 'node:crypto';

/** Strong validator: the hash of exactly these bytes. */
export const etagOf = (bytes: string | Uint8Array): string =>
  `"${createHash('sha256').update(bytes).digest('base64url')}"`;

/** An encoded answer has other bytes, so another tag: `"hash"` → `"hash-br"`. */
export const etagFor = (etag: string, encoding: string): string =>
  encoding === 'identity' ? etag : `${etag.slice(0, -1)}-${encoding}"`;

/** Whether `If-None-Match` names this content, in whichever encoding it was sent before. */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const stem = etag.slice(0, -1);
  return ifNoneMatch
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .some((tag) => tag === etag || (tag.startsWith(`${stem}-`) && /-(br|gzip)"$/.test(tag)));
}
