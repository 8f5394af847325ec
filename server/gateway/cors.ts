import type { FastifyInstance } from 'fastify';

/**
 * Lets pages of the origins on the list call the API with a token. Never with a cookie: what a cookie stands for is done
 * on pages of this server only. Everybody else gets no such header, and their browser keeps the answer from them.
 */
export function allowOrigins(app: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/')) return;
    // Whatever the answer is, it is another one for another origin.
    reply.header('vary', 'Origin');
    const { origin } = request.headers;
    if (origin === undefined || !origins.includes(origin)) return;
    reply.header('access-control-allow-origin', origin);
    reply.header('access-control-expose-headers', exposed);
    reply.header('cross-origin-resource-policy', 'cross-origin');
  });
  app.options('/api/*', { config: { permission: 'public' } }, (request, reply) => {
    const { origin } = request.headers;
    if (origin !== undefined && origins.includes(origin)) reply.headers(preflight);
    return reply.code(204).send();
  });
}

const exposed = 'RateLimit, RateLimit-Policy, Retry-After, ETag, X-Request-Id';

const preflight = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'Authorization, Content-Type, Idempotency-Key, If-Match',
  // Twelve hours; browsers that keep less keep less.
  'access-control-max-age': '43200',
};
