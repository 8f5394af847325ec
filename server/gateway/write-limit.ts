import type { FastifyInstance } from 'fastify';
import { refuse } from '../answer.ts';
import type { RateLimit } from './rate-limit.ts';

/** Slows down whoever changes things too often: per token holder and client. Runs after authentication. */
export function limitWrites(app: FastifyInstance, limit: RateLimit): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.routeOptions.config.action) return;
    const wait = limit.take(`${request.caller.name} ${request.caller.client}`);
    if (wait === 0) return;
    return refuse(reply.header('retry-after', wait), {
      code: 'request/too-many',
      message: `Too many changes at once. Try again in ${wait} s.`,
    });
  });
}
