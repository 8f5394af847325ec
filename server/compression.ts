import type { Transform } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants, createBrotliCompress, createGzip, gunzip, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

/** Below this a compressed answer is hardly smaller and costs more. */
const worthwhile = 1_024;

export const isWorthPacking = (bytes: number): boolean => bytes >= worthwhile;

/** What to send an answer in: the client's wish among brotli and gzip, brotli when it has none. */
export function chooseEncoding(acceptEncoding: string | undefined, type: string, bytes: number): Encoding {
  if (!isWorthPacking(bytes) || !isCompressible(type)) return 'identity';
  const wishes = new Map<string, number>();
  for (const part of (acceptEncoding ?? '').slice(0, 500).split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    wishes.set(name, quality === undefined ? 1 : Number(quality) || 0);
  }
  const wish = (name: string): number => wishes.get(name) ?? wishes.get('*') ?? 0;
  const [br, gz] = [wish('br'), wish('gzip')];
  if (br === 0 && gz === 0) return 'identity';
  return br >= gz ? 'br' : 'gzip';
}

export async function compress(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'identity') return bytes;
  return encoding === 'br' ? await brotli(bytes, brotliOptions) : await zip(bytes);
}

/** The bytes that were compressed. */
export async function unpack(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'identity') return bytes;
  return encoding === 'br' ? await unbrotli(bytes) : await unzip(bytes);
}

/** Compresses while sending; null when there is nothing to do. `atOnce`: what comes in goes out before more comes. */
export function compressing(encoding: Encoding, atOnce: boolean): Transform | null {
  if (encoding === 'identity') return null;
  if (encoding === 'gzip') return createGzip(atOnce ? { flush: constants.Z_SYNC_FLUSH } : {});
  return createBrotliCompress({ ...brotliOptions, ...(atOnce && { flush: constants.BROTLI_OPERATION_FLUSH }) });
}

/** Fonts and pictures are compressed already. */
const isCompressible = (type: string): boolean =>
  /^(text\/|application\/(json|javascript|manifest\+json)|image\/svg\+xml)/.test(type);

/** Quality 5: about gzip's speed, clearly smaller. 11, the default, is for files made once. */
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
const brotli = promisify<Buffer, typeof brotliOptions, Buffer>(brotliCompress);
const zip = promisify<Buffer, Buffer>(gzip);
const unbrotli = promisify<Buffer, Buffer>(brotliDecompress);
const unzip = promisify<Buffer, Buffer>(gunzip);
