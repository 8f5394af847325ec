import type { FastifyInstance } from 'fastify';
import type { Storage } from '../storage/index.ts';

export interface Health {
  readonly storage: Storage;
  readonly version: string;
  readonly now: () => Date;
  /** False until every live release is compiled, and again while draining. */
  readonly isReady: () => boolean;
  /** Pages being served now. */
  readonly livePages: () => number;
  readonly startedAt: Date;
}

/** `/health/live`: the process answers. `/health/ready`: it may get traffic. `/health`: everything, for operators. */
export function healthRoutes(app: FastifyInstance, health: Health): void {
  const open = { config: { permission: 'public' }, logLevel: 'warn' } as const;

  app.get('/health/live', open, () => ({ status: 'live' }));

  app.get('/health/ready', open, (_, reply) => {
    const ready = health.isReady() && health.storage.healthy();
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' });
  });

  app.get('/health', { config: { permission: 'health:read' }, logLevel: 'warn' }, (_, reply) => {
    const report = detailed(health);
    return reply.code(report.status === 'healthy' ? 200 : 503).send(report);
  });
}

function detailed({ storage, version, now, isReady, livePages, startedAt }: Health) {
  const begin = performance.now();
  const stored = storage.healthy();
  const checks = {
    storage: { status: stored ? 'healthy' : 'unhealthy', milliseconds: performance.now() - begin },
    releases: { status: isReady() ? 'healthy' : 'unhealthy', live: livePages() },
  } as const;
  const { rss, heapUsed } = process.memoryUsage();
  return {
    status: Object.values(checks).every(({ status }) => status === 'healthy') ? 'healthy' : 'unhealthy',
    service: 'schema-studio-server',
    version,
    time: now().toISOString(),
    uptimeSeconds: Math.round((now().getTime() - startedAt.getTime()) / 1_000),
    checks,
    memory: { rss, heapUsed },
  };
}
