import type { FastifyInstance } from 'fastify';
import { type Measured, metricsText } from './metrics-text.ts';

/** `/metrics`: everything the server counts, for Prometheus and whatever reads its text. */
export const metricsRoute = (app: FastifyInstance, measured: Measured): void =>
  void app.get('/metrics', { config: { permission: 'health:read' }, logLevel: 'warn' }, (_, reply) =>
    reply
      .type('text/plain; version=0.0.4; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(metricsText(measured)),
  );
