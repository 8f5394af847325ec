import { createHash } from 'node:crypto';
import { compress, type Encoding, unpack } from './compression.ts';

/** Content that is sent again and again, kept as it is sent: compressed, and unpacked for the few who want it so. */
export interface Packed {
  /** Strong validator of the bytes before they are compressed. */
  readonly etag: string;
  /** Bytes before they are compressed. */
  readonly length: number;
  /** Whether it is at hand in this encoding. */
  has(encoding: Encoding): boolean;
  /** Its bytes in this encoding, kept from now on unless they are the bytes before compression. */
  in(encoding: Encoding): Promise<Buffer>;
  /** What is at hand, smallest first; one at least. */
  forms(): readonly (readonly [Encoding, Buffer])[];
  /** Bytes it takes. */
  size(): number;
}

/** Content as it was made, all of it. */
export const packed = (bytes: Buffer, etag = `"${hashOf(bytes)}"`): Packed =>
  packedFrom(new Map([['identity', bytes]]), bytes.length, etag);

/** Content of which these forms are at hand, one at least. */
export function packedFrom(forms: Map<Encoding, Buffer>, length: number, etag: string): Packed {
  const underway = new Map<Encoding, Promise<Buffer>>();

  async function whole(): Promise<Buffer> {
    const identity = forms.get('identity');
    if (identity) return identity;
    const [[encoding, bytes]] = [...forms] as [[Encoding, Buffer]];
    return unpack(bytes, encoding);
  }

  async function make(encoding: Encoding): Promise<Buffer> {
    const bytes = await compress(await whole(), encoding);
    if (encoding === 'identity') return bytes;
    forms.set(encoding, bytes);
    // Whoever wants it whole is the exception from here on.
    forms.delete('identity');
    return bytes;
  }

  return {
    etag,
    length,
    has: (encoding) => forms.has(encoding),
    in(encoding) {
      const kept = forms.get(encoding);
      if (kept) return Promise.resolve(kept);
      const made = underway.get(encoding) ?? make(encoding).finally(() => underway.delete(encoding));
      underway.set(encoding, made);
      return made;
    },
    forms: () => [...forms].sort(([, one], [, other]) => one.length - other.length),
    size: () => [...forms.values()].reduce((sum, { length: bytes }) => sum + bytes, 0),
  };
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64url');
