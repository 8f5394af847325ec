import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseEncoding, type Encoding } from '../compression.ts';
import type { Packed } from '../packed.ts';
import { etagFor, isKnown } from './etag.ts';

export interface Content {
  readonly content: Packed;
  readonly type: string;
  /** Strong validator, where it is not the hash of the bytes. */
  readonly etag?: string;
  readonly status?: number;
}

/** Sends bytes: nothing when the client has them already (304), compressed when that is worth it. */
export async function sendContent(
  request: FastifyRequest,
  reply: FastifyReply,
  { content, type, etag = content.etag, status = 200 }: Content,
): Promise<FastifyReply> {
  addVary(reply, 'Accept-Encoding');
  const encoding = encodingFor(request, type, content.length);
  reply.header('etag', etagFor(etag, encoding));
  if (status === 200 && isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply
    .code(status)
    .type(type)
    .send(await content.in(encoding));
}

/** What an answer of this type and length is sent in to whoever asks. */
export const encodingFor = ({ headers }: FastifyRequest, type: string, length: number): Encoding =>
  chooseEncoding(headers['accept-encoding'], type, length);

/** Adds a request header the answer depends on. */
export function addVary(reply: FastifyReply, header: string): void {
  const before = reply.getHeader('vary');
  reply.header('vary', before ? `${before}, ${header}` : header);
}
