import type { FastifyInstance, FastifyRequest } from 'fastify';

export const contentType = 'text/plain; version=0.0.4; charset=utf-8';

/** `/metrics`: everything the server counts, for Prometheus and whatever reads its text. */
export const metricsRoute = (app: FastifyInstance, text: () => string, isOpenToLoopback: boolean): void =>
  void app.get(
    '/metrics',
    {
      config: { permission: 'health:read', ...(isOpenToLoopback && { openTo: isFromHere }) },
      logLevel: 'warn',
    },
    (_, reply) => reply.type(contentType).header('cache-control', 'no-store').send(text()),
  );

/** A proxy on this machine asks for others, and says so. */
export const isFromHere = ({ ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): boolean =>
  /^(?:127\.|::1$|::ffff:127\.)/.test(ip) &&
  headers['x-forwarded-for'] === undefined &&
  headers['forwarded'] === undefined;
