import type { FastifyInstance } from 'fastify';
import { refuseAnyone } from '../answer.ts';

/** Whoever watches the server has to see that it is busy, and whoever runs it must get in. */
const isAboutItself = (url: string): boolean => /^\/(?:health|metrics)(?:[/?]|$)/.test(url);

const seconds = 2;

/**
 * Refuses what comes while so many requests are being worked on: a quick "try again" for some is better than a late
 * answer for all. Requests count from when they have arrived whole, so that slow senders take nobody's place, until
 * their answer is out.
 */
export function shedLoad(app: FastifyInstance, most: number): void {
  let inWork = 0;
  app.addHook('preValidation', async (request, reply) => {
    if (isAboutItself(request.url) || request.routeOptions.config.isStream) return;
    if (inWork >= most) {
      const message = `The server is busy. Try again in ${seconds} s.`;
      return refuseAnyone(reply, { code: 'server/busy', message, retryAfter: seconds }, 'The server is busy');
    }
    inWork += 1;
    reply.raw.once('close', () => {
      inWork -= 1;
    });
  });
}
