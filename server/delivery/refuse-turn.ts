import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendBrief } from '../brief-answer.ts';

/** Tells whoever asks for too many pages when the next one may be. `wait`: whole seconds. */
export function refuseTurn(request: FastifyRequest, reply: FastifyReply, wait: number): FastifyReply {
  request.refusal = 'request/too-many';
  return sendBrief(request, reply.header('retry-after', wait), {
    status: 429,
    title: 'Too many requests',
    text: `Try again in ${wait === 1 ? 'a second' : `${wait} seconds`}.`,
  });
}
