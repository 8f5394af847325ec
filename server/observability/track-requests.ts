import type { FastifyInstance } from 'fastify';
import type { Tracker } from '#engine';
import { nodeClock } from '#engine/node';

/** Requests that only ask how the server fares are no part of that. */
const isAboutItself = (url: string): boolean => /^\/(?:health|metrics)(?:[/?]|$)/.test(url);

/** Whole requests, from their headers to the last byte of the answer; one that is broken off counts as ended (E18). */
export function trackRequests(app: FastifyInstance, tracker: Tracker): void {
  const started = new WeakMap<object, number>();
  app.addHook('onRequest', async (request, reply) => {
    if (isAboutItself(request.url)) return;
    started.set(request, nodeClock());
    tracker.begin('request');
    reply.raw.once('close', () => {
      const start = started.get(request);
      if (start === undefined) return;
      started.delete(request);
      tracker.end('request', nodeClock() - start, reply.statusCode >= 500);
    });
  });
}
