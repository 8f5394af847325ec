import type { FastifyInstance } from 'fastify';
import { componentHealth, type MeasuredFigures, type MemoryReport } from '#engine';
import type { Redis } from '../cache/redis.ts';
import type { PoolFigures, Storage } from '../storage/index.ts';
import type { Observing } from './observing.ts';

export interface Health {
  readonly storage: Storage;
  readonly redis: Redis | null;
  readonly version: string;
  readonly now: () => Date;
  /** False until every live release is compiled, and again while draining. */
  readonly isReady: () => boolean;
  /** Pages being served now. */
  readonly livePages: () => number;
  /** Since when what is shown may be out of date, in milliseconds; null: it is not. */
  readonly staleSince: () => number | null;
  readonly startedAt: Date;
  readonly observing: Observing;
}

/** `/health/live`: the process answers. `/health/ready`: it may get traffic. `/health`: everything, for operators. */
export function healthRoutes(app: FastifyInstance, health: Health): void {
  const open = { config: { permission: 'public' }, logLevel: 'warn' } as const;

  app.get('/health/live', open, () => ({ status: 'live' }));

  app.get('/health/ready', open, (_, reply) => {
    const ready = health.isReady() && health.storage.isOpen();
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' });
  });

  app.get('/health', { config: { permission: 'health:read' }, logLevel: 'warn' }, async (_, reply) => {
    const report = await detailed(health);
    return reply.code(report.status === 'unhealthy' ? 503 : 200).send(report);
  });
}

export type HealthReport = Awaited<ReturnType<typeof detailed>>;

const order = ['healthy', 'degraded', 'unhealthy'] as const;

export async function detailed({
  storage,
  redis,
  version,
  now,
  isReady,
  livePages,
  staleSince,
  startedAt,
  observing,
}: Health) {
  const begin = performance.now();
  const stored = await storage.healthy();
  const milliseconds = performance.now() - begin;
  const pools = storage.pools();
  const { kinds, errorRate, alerts } = observing.tracker.snapshot();
  const memory = observing.memory.look();
  const since = staleSince();
  const stale = since === null ? {} : { stale: true, inStepUntil: new Date(since).toISOString() };
  const failing = failingComponents(observing, now().getTime());
  const checks = {
    storage: { status: storageStatus(stored, pools), kind: storage.kind, milliseconds, pools },
    ...(redis && { redis: redisCheck(redis) }),
    releases: { status: releasesStatus(isReady(), since), live: livePages(), ...stale },
    memory: { status: memoryStatus(memory), share: memory.share, leak: memory.leak },
    // A component that fails takes its own place on a page, never the page: no reason to take a server out.
    components: { status: failing.length > 0 ? 'degraded' : 'healthy', failing },
    speed: { status: alerts.length > 0 ? 'degraded' : 'healthy', alerts: alerts.map(({ message }) => message) },
  } as const;
  const worst = Math.max(...Object.values(checks).map(({ status }) => order.indexOf(status)));
  return {
    status: order[worst],
    service: 'schema-studio-server',
    version,
    time: now().toISOString(),
    uptimeSeconds: Math.round((now().getTime() - startedAt.getTime()) / 1_000),
    checks,
    requests: withoutBuckets(kinds.request),
    renders: withoutBuckets(kinds.rendering),
    errorRate,
    memory,
  };
}

/** Pages from memory or disk are good, and may be out of date. */
function releasesStatus(isReady: boolean, staleSince: number | null): (typeof order)[number] {
  if (!isReady) return 'unhealthy';
  return staleSince === null ? 'healthy' : 'degraded';
}

/** Without Redis pages are rendered more often, and that is all. */
function redisCheck({ pool, breaker }: Redis) {
  const status: (typeof order)[number] = pool().open > 0 && breaker.state === 'closed' ? 'healthy' : 'degraded';
  return { status, breaker: breaker.state, pools: [pool()] };
}

/** Nine of ten connections at work: what comes next will soon have to wait. */
function storageStatus(answers: boolean, pools: readonly PoolFigures[]): (typeof order)[number] {
  if (!answers) return 'unhealthy';
  return pools.some(({ open, idle, most }) => open - idle >= most * 0.9) ? 'degraded' : 'healthy';
}

function memoryStatus({ state, leak }: MemoryReport): (typeof order)[number] {
  if (state === 'critical') return 'unhealthy';
  return state === 'warning' || leak ? 'degraded' : 'healthy';
}

/** Components that are not healthy, each with the checks that say why. */
function failingComponents({ metrics }: Observing, at: number) {
  const { types, every } = metrics.statistics();
  return types.flatMap((type) => {
    const { state, checks } = componentHealth(type, every, at);
    if (state === 'healthy') return [];
    return [{ type: type.type, state, checks: checks.filter((one) => one.state !== 'healthy') }];
  });
}

const withoutBuckets = ({ buckets: _, ...figures }: MeasuredFigures) => figures;
