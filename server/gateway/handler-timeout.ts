import type { FastifyInstance } from 'fastify';

/**
 * Answers that something took too long once a route has worked on a request for so many milliseconds. Pages, files and
 * forms have no such clock, which costs as much as sending them: all they wait for has a time limit of its own.
 */
export function limitHandlers(app: FastifyInstance, milliseconds: number): void {
  app.addHook('onRoute', (route) => {
    if (route.url !== '/*') route.handlerTimeout ??= milliseconds;
  });
}
