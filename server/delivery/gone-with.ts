import type { FastifyReply } from 'fastify';

/** Told when an answer has been sent, or whoever asked has left: what it still waits for is of no use then. */
export function goneWith(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => controller.abort(over));
  return controller.signal;
}

/** Made once: every answer ends, and an error looks up the stack it is made on. */
const over = new DOMException('Nobody waits for it any more.', 'AbortError');
