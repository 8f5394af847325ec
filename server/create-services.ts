import type { FastifyBaseLogger } from 'fastify';
import { nodeClock } from '#engine/node';
import { resealSecrets } from './accounts/reseal.ts';
import { secretBox, watchedBox } from './accounts/secret-box.ts';
import { adminPages } from './admin/pages.ts';
import { redisCounters } from './cache/redis-counters.ts';
import { ownPages } from './delivery/own-pages/own-pages.ts';
import { pageMemory } from './delivery/page-memory.ts';
import { loaded } from './delivery/restore.ts';
import { fileFinder } from './delivery/send-files.ts';
import type { DeliveryServices } from './delivery/services.ts';
import { keepAnswers } from './delivery/sources/kept-answers.ts';
import { ruleChecks } from './delivery/sources/rule-checks.ts';
import { createEvents } from './events/events.ts';
import { memoryCounters } from './gateway/counters.ts';
import { pageLimit } from './gateway/page-limit.ts';
import { currentRequest } from './observability/current-request.ts';
import { startObserving } from './observability/observing.ts';
import { schemaWatch } from './observability/schema-watch.ts';
import { serverMetrics } from './observability/server-metrics.ts';
import { newOutgoing } from './outgoing/outgoing.ts';
import { anywhere } from './outgoing/reach.ts';
import { createRollouts } from './rollout/create-rollouts.ts';
import { rolloutVersions } from './rollout/versions.ts';
import { createCompiler } from './schemas/compiler.ts';
import { createFollower } from './schemas/create-follower.ts';
import { storedReleases } from './schemas/stored-releases.ts';
import { watchedCompiler } from './schemas/watched-compiler.ts';
import { secretsKeys } from './secrets-keys.ts';
import type { ServiceOptions, Services } from './services.ts';
import { forgetUnanswered } from './storage/index.ts';
import { createWebhooks } from './webhooks/create-webhooks.ts';
import { resealWebhooks } from './webhooks/webhooks.ts';

/** Puts together what routes need: storage below, the compiler beside it, live pages in memory. */
export function createServices(options: ServiceOptions): Services {
  const { config, storage, redis, connections, tenants, now, origin, lifecycle, tracing, judge } = options;
  const { edge, approvals, timeouts, dataDir } = config;
  const { db } = storage;
  const isAlone = storage.kind === 'sqlite';
  let logger: FastifyBaseLogger | null = null;
  const log = (): FastifyBaseLogger | null => logger;
  const own = ownPages();
  const keys = secretsKeys({ given: config.secretsKey, file: config.secretsKeyFile, dataDir });
  const box = watchedBox(secretBox(keys), (purpose) =>
    logger?.info({ purpose, correlation: currentRequest().correlation }, 'stored secret opened'),
  );
  const memory = pageMemory({ bytes: config.pageCache, redis, secret: () => box.derive('page cache')[0]!, now });
  const { pages, cache, ready } = memory;
  const observing = startObserving(config, pages.engines, memory.shrink);
  const watch = schemaWatch(observing.schemas, tracing);
  const compiler = watchedCompiler(
    createCompiler({ bundle: timeouts.compile, stage: timeouts.stage }),
    observing,
    watch,
  );
  // These ask whomever SOURCES_FILE lists; it names its hosts itself.
  const asking = {
    outgoing: newOutgoing({ reach: anywhere, clock: nodeClock }),
    kept: keepAnswers(config.events.keptAnswers, nodeClock),
  };
  const { tracker, metrics } = observing;
  const host = { tracker, metrics, checks: ruleChecks(connections, asking, timeouts.source) };
  const stored = storedReleases({ storage, dataDir, compiler, pages, dialect: config.dialect, host, now, log });
  const alone = memoryCounters(() => now().getTime());
  const counters = redis ? redisCounters(redis, alone) : alone;
  const events = createEvents({ storage, settings: config.events, counters, tenantOf: tenants, origin, now });
  const { figures } = events;
  const webhooks = createWebhooks({ db, box, tracing, now, figures, log, ...config.events.webhooks, isAlone });
  const patience = timeouts.request + timeouts.compile;
  const wentLive = async (documentId: string): Promise<void> => {
    await Promise.all([follower.callOthers(), follower.catchUp()]);
    // Before anybody is told: else it could take away what is rendered from now on.
    await cache.forgetShared(documentId);
  };
  const rollouts = createRollouts({
    db,
    now,
    pages,
    settings: config.rollouts,
    edge,
    approvals,
    patience,
    changed: wentLive,
    log,
    load: (live) => loaded(stored.showing, live),
    pagesChanged: ready.clear,
    box,
    origin,
    takeTurn: pageLimit(counters, config.limits, 'beacon'),
    tenantOf: tenants,
    isAlone,
    judge,
  });
  const reseal = async (): Promise<void> => {
    await resealSecrets({ db, box });
    await resealWebhooks(webhooks.services);
  };
  const follower = createFollower({
    storage,
    redis,
    releases: stored,
    showRollouts: rollouts.follow,
    happened({ document_id }) {
      cache.forget(document_id);
      events.rang();
      webhooks.deliverer.rang();
    },
    settled: reseal,
    tracing,
    log,
  });
  const delivery: DeliveryServices = {
    ...connections,
    pages,
    versions: rolloutVersions({ running: rollouts.running, pages, tenantOf: tenants }),
    own,
    findFile: fileFinder(storage, own.files, adminPages().file, stored.fileOnDisk),
    staleSince: () => (follower.isAway() ? (stored.kept?.lastInStep() ?? null) : null),
    sizes: new WeakMap(),
    watch,
    cache,
    countAnswer: rollouts.outcomes.countAnswer,
    ready,
    edge,
    tenantOf: tenants,
    now,
    origin,
    takeTurn: pageLimit(counters, config.limits),
    fixtures: config.fixtures,
    asking,
    sourceTimeout: timeouts.source,
    emitter: config.streaming,
    isReady: () => lifecycle.isReady,
  };
  const { outcomes } = rollouts;
  const { prefix } = config.observability.metrics;
  const counting = { prefix, observing, compiler, memory, storage, redis, asking, events, webhooks, outcomes };
  return {
    counters,
    rollouts: rollouts.services,
    outcomes,
    accounts: { db, now, origin, box },
    releases: { db, compiler, watch, now, origin, approvals, patience, wentLive },
    delivery,
    events,
    webhooks,
    observing,
    metrics: () => serverMetrics(counting),
    reseal,
    async restore(log) {
      logger = log;
      // Whoever is alone can tell that nobody works on these any more.
      if (isAlone) await forgetUnanswered(db);
      await follower.start();
      webhooks.deliverer.start();
    },
    async close() {
      observing.stop();
      events.stop();
      await webhooks.stop();
      asking.outgoing.close();
      await rollouts.controller.stop();
      await outcomes.stop();
      await follower.stop();
      await compiler.close();
    },
  };
}
