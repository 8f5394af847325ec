import type { FastifyInstance } from 'fastify';
import type {} from '../caller.ts';
import type { Permission } from '../policy.ts';

/** A route and who may call it. */
export interface StatedRoute {
  readonly method: string;
  readonly url: string;
  readonly permission: Permission | 'public';
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route there is, in the order they were made. */
    statedRoutes: readonly StatedRoute[];
  }
}

/** A route that does not say who may call it is a mistake of ours, found at start. */
export function requirePermissions(app: FastifyInstance): void {
  const routes: StatedRoute[] = [];
  app.decorate('statedRoutes', routes);
  app.addHook('onRoute', ({ method, url, config }) => {
    const permission = config?.permission;
    if (!permission) throw new Error(`Route ${String(method)} ${url} states no permission.`);
    for (const one of [method].flat()) routes.push({ method: one, url, permission });
  });
}
