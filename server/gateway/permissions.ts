import type { FastifyInstance } from 'fastify';
import type {} from '../caller.ts';

/** A route that does not say who may call it is a mistake of ours, found at start. */
export function requirePermissions(app: FastifyInstance): void {
  app.addHook('onRoute', ({ method, url, config }) => {
    if (!config?.permission) throw new Error(`Route ${String(method)} ${url} states no permission.`);
  });
}
