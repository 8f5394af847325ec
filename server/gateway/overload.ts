import type { FastifyInstance } from 'fastify';
import { refuseAnyone } from '../answer.ts';

/** Whoever watches the server has to see that it is busy, and whoever runs it must get in. */
const isAboutItself = (url: string): boolean => /^\/(?:health|metrics)(?:[/?]|$)/.test(url);

const seconds = 2;

/** Requests that are worked on, and how many may be. */
export interface Load {
  inWork: number;
  readonly most: number;
}

export const isFull = ({ inWork, most }: Load): boolean => inWork >= most;

/**
 * Refuses what comes while so many requests are being worked on: a quick "try again" for some is better than a late
 * answer for all. Requests count from when they have arrived whole, so that slow senders take nobody's place, until
 * their answer is out.
 */
export function shedLoad(app: FastifyInstance, load: Load): void {
  app.addHook('preValidation', async (request, reply) => {
    if (isAboutItself(request.url) || request.routeOptions.config.isStream) return;
    if (isFull(load)) {
      const message = `The server is busy. Try again in ${seconds} s.`;
      return refuseAnyone(reply, { code: 'server/busy', message, retryAfter: seconds }, 'The server is busy');
    }
    load.inWork += 1;
    reply.raw.once('close', () => {
      load.inWork -= 1;
    });
  });
}
