import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseEncoding, compress, type Encoding } from './compression.ts';
import { etagFor, isKnown } from './etag.ts';

export interface Content {
  readonly bytes: Buffer;
  readonly type: string;
  /** Strong validator of `bytes`. */
  readonly etag: string;
  readonly status?: number;
  /** Where its compressed forms are kept, for content that is sent again. */
  readonly compressed?: Map<string, Promise<Buffer>>;
}

/** Sends bytes: nothing when the client has them already (304), compressed when that is worth it. */
export async function sendContent(
  request: FastifyRequest,
  reply: FastifyReply,
  { bytes, type, etag, status = 200, compressed }: Content,
): Promise<FastifyReply> {
  addVary(reply, 'Accept-Encoding');
  const encoding = chooseEncoding(request.headers['accept-encoding'], type, bytes.length);
  reply.header('etag', etagFor(etag, encoding));
  if (status === 200 && isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply
    .code(status)
    .type(type)
    .send(await compressedOnce(bytes, encoding, compressed));
}

function compressedOnce(bytes: Buffer, encoding: Encoding, kept: Content['compressed']): Promise<Buffer> {
  const known = kept?.get(encoding);
  if (known) return known;
  const made = compress(bytes, encoding);
  kept?.set(encoding, made);
  return made;
}

/** Adds a request header the answer depends on. */
export function addVary(reply: FastifyReply, header: string): void {
  const before = reply.getHeader('vary');
  reply.header('vary', before ? `${before}, ${header}` : header);
}
