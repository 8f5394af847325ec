import fastify, { type FastifyInstance } from 'fastify';
import { isPrivate } from './accounts/private-connection.ts';
import { accountRoutes } from './accounts/routes.ts';
import type { AccountServices } from './accounts/services.ts';
import { adminRoutes } from './admin/routes.ts';
import type { Redis } from './cache/redis.ts';
import { answerAtOnce } from './delivery/ready-answers.ts';
import { deliveryRoutes } from './delivery/routes.ts';
import type { DeliveryServices } from './delivery/services.ts';
import type { Events } from './events/events.ts';
import { eventRoutes } from './events/routes.ts';
import { fastifyOptions, type ListeningOptions } from './fastify-options.ts';
import type { Counters } from './gateway/counters.ts';
import { installGateway } from './gateway/gateway.ts';
import { refuseLate } from './gateway/late-turns.ts';
import { trackCallers } from './observability/active-callers.ts';
import { diagnosisRoutes } from './observability/diagnosis.ts';
import { followRequests } from './observability/follow-requests.ts';
import { type Health, healthRoutes } from './observability/health.ts';
import { metricsRoute } from './observability/metrics-route.ts';
import { trackRefusals } from './observability/refusals.ts';
import { noTracing, type Tracing } from './observability/tracing.ts';
import { trackRequests } from './observability/track-requests.ts';
import { describeRoutes } from './openapi/openapi.ts';
import { beaconRoutes } from './rollout/beacon-routes.ts';
import type { RolloutOutcomes } from './rollout/rollout-outcomes.ts';
import { rolloutRoutes } from './rollout/routes.ts';
import type { RolloutServices } from './rollout/services.ts';
import { approvalRoutes } from './schemas/approval-routes.ts';
import type { ReleaseServices } from './schemas/publish.ts';
import { readRoutes } from './schemas/read-routes.ts';
import { releaseRoutes } from './schemas/routes.ts';
import type { Storage } from './storage/index.ts';
import type { Webhooks } from './webhooks/create-webhooks.ts';
import { webhookRoutes } from './webhooks/routes.ts';

export interface ServerOptions extends ListeningOptions {
  readonly storage: Storage;
  readonly redis: Redis | null;
  readonly adminToken: () => string;
  /** This program's version, shown by the health report. */
  readonly version: string;
  readonly now: () => Date;
  readonly accounts: AccountServices;
  readonly counters: Counters;
  readonly releases: ReleaseServices;
  readonly rollouts: RolloutServices;
  readonly outcomes: Pick<RolloutOutcomes, 'beacons'>;
  readonly delivery: DeliveryServices;
  readonly events: Events;
  readonly webhooks: Webhooks;
  readonly tracing: Tracing;
  /** What `/metrics` answers. */
  readonly metrics: () => string;
}

/** The whole server as a Fastify instance; it needs no socket to be tried (`inject`). */
export function createServer(options: ServerOptions): FastifyInstance {
  const { config, now, accounts, releases, delivery, observing, tracing, metrics } = options;
  const app: FastifyInstance = fastify(fastifyOptions(options));
  observing.logTo(app.log);
  trackRequests(app, observing);
  const atOnce = (): void =>
    answerAtOnce(app, delivery, (request) => config.transport.plain !== 'near' || isPrivate(request));
  // Where traces are collected such a page is part of one.
  if (tracing === noTracing) atOnce();
  followRequests(app, tracing);
  if (tracing !== noTracing) atOnce();
  const load = { inWork: 0, most: config.limits.requestsAtOnce };
  refuseLate(app, load, config.timeouts.patience);
  trackCallers(app, observing.callers);
  trackRefusals(app, observing.refusals);
  installGateway(app, { ...options, load });
  describeRoutes(app, { version: options.version, origin: releases.origin, cookie: config.sessionCookie });
  app.register(async (api) =>
    accountRoutes(api, accounts, {
      own: delivery.own,
      csrf: config.csrf,
      cookie: config.sessionCookie,
      oidc: config.oidc,
    }),
  );
  app.register(async (api) => releaseRoutes(api, releases, config.limits.releaseBody));
  app.register(async (api) => approvalRoutes(api, releases));
  app.register(async (api) => rolloutRoutes(api, options.rollouts));
  app.register(async (api) => readRoutes(api, { ...options.storage, origin: releases.origin }));
  const health: Health = {
    ...options,
    isReady: delivery.isReady,
    livePages: () => delivery.pages.size,
    staleSince: delivery.staleSince,
    startedAt: now(),
  };
  app.register(async (api) => healthRoutes(api, health));
  app.register(async (site) =>
    adminRoutes(site, { ...options, db: options.storage.db, own: delivery.own, csrf: config.csrf, health }),
  );
  app.register(async (api) => diagnosisRoutes(api, health, config));
  app.register(async (api) => metricsRoute(api, metrics, config.observability.metrics.loopback));
  app.register(async (api) => eventRoutes(api, options.events));
  app.register(async (api) => webhookRoutes(api, options.webhooks.services));
  app.addHook('preClose', async () => options.events.drain());
  app.register(async (site) => beaconRoutes(site, options.outcomes.beacons));
  app.register(async (site) => deliveryRoutes(site, delivery));
  return app;
}
