import type { FastifyBaseLogger } from 'fastify';
import { type Bundle, coreVersion } from '#engine';
import { nodeClock } from '#engine/node';
import { resealSecrets } from './accounts/reseal.ts';
import { secretBox, watchedBox } from './accounts/secret-box.ts';
import type { AccountServices } from './accounts/services.ts';
import { adminPages } from './admin/pages.ts';
import { pageCache } from './cache/page-cache.ts';
import type { Redis } from './cache/redis.ts';
import { redisBell } from './cache/redis-bell.ts';
import { redisCounters } from './cache/redis-counters.ts';
import { redisTexts } from './cache/redis-texts.ts';
import type { ServerConfig } from './config.ts';
import { lastGood } from './delivery/last-good.ts';
import { livePages } from './delivery/live-pages.ts';
import { ownPages } from './delivery/own-pages/own-pages.ts';
import { readyAnswers } from './delivery/ready-answers.ts';
import { loaded, restore, show } from './delivery/restore.ts';
import { fileFinder } from './delivery/send-files.ts';
import type { DeliveryServices } from './delivery/services.ts';
import { keepShown, showLastGood } from './delivery/show-last-good.ts';
import { type Connections, noConnections, readConnections } from './delivery/sources/connections.ts';
import { keepAnswers } from './delivery/sources/kept-answers.ts';
import { ruleChecks } from './delivery/sources/rule-checks.ts';
import { oneTenant, readTenants, type TenantOf } from './delivery/tenants.ts';
import { createEvents, type Events } from './events/events.ts';
import { type Counters, memoryCounters } from './gateway/counters.ts';
import { pageLimit } from './gateway/page-limit.ts';
import { currentRequest } from './observability/current-request.ts';
import { metricsText } from './observability/metrics-text.ts';
import { type Observing, startObserving } from './observability/observing.ts';
import { writeRollouts } from './observability/rollout-metrics.ts';
import { type SchemaWatch, schemaWatch } from './observability/schema-watch.ts';
import type { Tracing } from './observability/tracing.ts';
import { newOutgoing } from './outgoing/outgoing.ts';
import { writeOutgoing } from './outgoing/outgoing-metrics.ts';
import { anywhere } from './outgoing/reach.ts';
import { rolloutController } from './rollout/controller.ts';
import type { Judge } from './rollout/judgement.ts';
import { type RolloutOutcomes, rolloutOutcomes } from './rollout/rollout-outcomes.ts';
import { runningRollouts } from './rollout/running.ts';
import type { RolloutServices } from './rollout/services.ts';
import { rolloutVersions } from './rollout/versions.ts';
import { assetFilesOf, type CompiledBundle } from './schemas/compile-bundle.ts';
import { type Compiler, createCompiler } from './schemas/compiler.ts';
import { followReleases } from './schemas/follow-releases.ts';
import type { ReleaseServices } from './schemas/publish.ts';
import { fileRow, sheetFiles, storedSheets } from './schemas/stored-sheets.ts';
import { secretsKeys } from './secrets-keys.ts';
import {
  type FileRow,
  forgetUnanswered,
  insertFiles,
  isAway,
  type LiveRow,
  type ReleaseRow,
  type Storage,
} from './storage/index.ts';
import { createWebhooks, type Webhooks } from './webhooks/create-webhooks.ts';
import { resealWebhooks } from './webhooks/webhooks.ts';

/** Where the server stands between start and stop. */
export interface Lifecycle {
  readonly isReady: boolean;
}

export interface Services {
  readonly accounts: AccountServices;
  /** Who used how much. */
  readonly counters: Counters;
  readonly releases: ReleaseServices;
  readonly rollouts: RolloutServices;
  /** What becomes of answers while there are two versions of a page. */
  readonly outcomes: RolloutOutcomes;
  readonly delivery: DeliveryServices;
  readonly events: Events;
  readonly webhooks: Webhooks;
  readonly observing: Observing;
  /** What `/metrics` answers. */
  readonly metrics: () => string;
  /** Seals stored secrets anew with the newest key. */
  reseal(): Promise<void>;
  /** Serves again what was live before. */
  restore(log: FastifyBaseLogger): Promise<void>;
  close(): Promise<void>;
}

export interface ServiceOptions {
  readonly config: ServerConfig;
  readonly storage: Storage;
  readonly redis: Redis | null;
  readonly connections: Connections;
  readonly tenants: TenantOf;
  readonly now: () => Date;
  /** Public address; known once the server listens. */
  readonly origin: () => string;
  readonly lifecycle: Lifecycle;
  readonly tracing: Tracing;
  readonly judge?: Judge;
}

/** Of the memory for pages so much is for answers that are ready to be sent. */
const readyShare = 4;

/** Puts together what routes need: storage below, the compiler beside it, live pages in memory. */
export function createServices({
  config,
  storage,
  redis,
  connections,
  tenants,
  now,
  origin,
  lifecycle,
  tracing,
  judge,
}: ServiceOptions): Services {
  const { db } = storage;
  let logger: FastifyBaseLogger | null = null;
  const ready = readyAnswers(config.pageCache / readyShare);
  const pages = livePages(now, ready.clear);
  const own = ownPages();
  const { secretsKey: given, secretsKeyFile: file, dataDir } = config;
  const box = watchedBox(secretBox(secretsKeys({ given, file, dataDir })), (purpose) =>
    logger?.info({ purpose, correlation: currentRequest().correlation }, 'stored secret opened'),
  );
  const cache = pageCache({
    mostBytes: config.pageCache * (1 - 1 / readyShare),
    shared: redis && redisTexts(redis, 'schema-studio:page:', () => box.derive('page cache')[0]!),
    clock: nodeClock,
  });
  const observing = startObserving(config, pages.engines, (share) => {
    cache.shrink(share);
    ready.clear();
  });
  const watch = schemaWatch(observing.schemas, tracing);
  const { tracker, metrics } = observing;
  // These ask whomever SOURCES_FILE lists; it names its hosts itself.
  const asking = {
    outgoing: newOutgoing({ reach: anywhere, clock: nodeClock }),
    kept: keepAnswers(config.events.keptAnswers, nodeClock),
  };
  const host = { tracker, metrics, checks: ruleChecks(connections, asking, config.timeouts.source) };
  const compiler = observed(
    createCompiler({ bundle: config.timeouts.compile, stage: config.timeouts.stage }),
    observing,
    watch,
  );
  /** Made while the database was away. */
  const unstored = new Map<string, FileRow>();
  const recompile = async (release: ReleaseRow): Promise<ReleaseRow | null> => {
    const compiled = await compiler.compile(JSON.parse(release.bundle) as Bundle);
    if (!compiled.ok || !compiled.value.program) return null;
    const { program, sheets } = compiled.value;
    const files = sheetFiles(sheets);
    await insertFiles(db, files).catch((error: unknown) => {
      if (!isAway(error)) throw error;
      for (const file of files) unstored.set(file.address, file);
    });
    return { ...release, program: JSON.stringify(program), sheets: storedSheets(sheets) };
  };
  const assetRows = (bundle: Bundle): readonly FileRow[] => assetFilesOf(bundle).map(fileRow);
  // SQLite is on this disk itself.
  const kept =
    storage.kind === 'postgres'
      ? lastGood(
          dataDir,
          () => now().getTime(),
          (err) => logger?.warn({ err }, 'a live page cannot be kept on disk'),
        )
      : null;
  const alone = memoryCounters(() => now().getTime());
  const counters = redis ? redisCounters(redis, alone) : alone;
  const showing = {
    db,
    pages,
    dialect: config.dialect,
    host,
    recompile,
    isCurrent: ({ engine }: ReleaseRow) => engine === coreVersion,
    shown: async (live: LiveRow) => (kept ? keepShown(kept, db, live, assetRows) : undefined),
  };
  let tell: (error: unknown, live: LiveRow | null) => void = () => undefined;
  const events = createEvents({ storage, settings: config.events, counters, tenantOf: tenants, origin, now });
  const webhooks = createWebhooks({
    db,
    box,
    tracing,
    now,
    figures: events.figures,
    log: () => logger,
    ...config.events.webhooks,
    isAlone: storage.kind === 'sqlite',
  });
  const running = runningRollouts({
    db,
    pages,
    load: (live) => loaded(showing, live),
    failed: (err, { id, document_id: document }) =>
      logger?.error({ err, rollout: id, document }, 'a version of a rollout cannot be shown here'),
    changed: ready.clear,
    clock: () => performance.now(),
  });
  const outcomes = rolloutOutcomes({
    db,
    pages,
    open: () => running.list().map(({ rollout }) => rollout),
    of: ({ channel, documentId }) => running.of(channel, documentId)?.rollout ?? null,
    box,
    now,
    origin,
    takeTurn: pageLimit(counters, config.limits, 'beacon'),
    tenantOf: tenants,
    alarm(id) {
      // Another judge has been asked.
      if (judge) return;
      running.condemn(id);
      void controller.look();
    },
    // Nobody else reads what a server alone writes, but a server that is started after it.
    every: storage.kind === 'postgres' ? 250 : 5_000,
    longestStep: config.rollouts.longestStep,
  });
  const reseal = async (): Promise<void> => {
    await resealSecrets({ db, box });
    await resealWebhooks(webhooks.services);
  };
  const follower = followReleases({
    db,
    bell: storage.kind === 'postgres' && redis ? redisBell(redis) : storage.newBell(),
    show: (live) => show(showing, live),
    showAll: () => restore(showing, tell),
    showRollouts: async () => {
      await running.refresh();
      // Never waited for: it may change something, and then waits for what is being read here.
      void controller.look();
    },
    happened({ document_id }) {
      cache.forget(document_id);
      events.rang();
      webhooks.deliverer.rang();
    },
    failed: (error, live) => tell(error, live),
    async settle() {
      if (await storage.settle()) await reseal();
    },
    inStep: () => kept?.inStep(),
    showInstead: kept && (() => showLastGood(showing, kept, tell)),
    tracing,
  });
  const onDisk = (address: string): FileRow | null => unstored.get(address) ?? kept?.file(address) ?? null;
  const staleSince = (): number | null => (follower.isAway() ? (kept?.lastInStep() ?? null) : null);
  const patience = config.timeouts.request + config.timeouts.compile;
  const wentLive = async (documentId: string): Promise<void> => {
    await Promise.all([follower.callOthers(), follower.catchUp()]);
    // Before anybody is told: else it could take away what is rendered from now on.
    await cache.forgetShared(documentId);
  };
  const rollouts: RolloutServices = {
    db,
    now,
    running,
    pages,
    judge: judge ?? outcomes.judge,
    settings: config.rollouts,
    edge: config.edge,
    approvals: config.approvals,
    patience,
    changed: wentLive,
    log: () => logger,
  };
  const controller = rolloutController(rollouts);
  return {
    counters,
    rollouts,
    accounts: { db, now, origin, box },
    releases: {
      db,
      compiler,
      watch,
      now,
      origin,
      approvals: config.approvals,
      patience,
      wentLive,
    },
    delivery: {
      ...connections,
      pages,
      versions: rolloutVersions({ running, pages, tenantOf: tenants }),
      own,
      findFile: fileFinder(storage, own.files, adminPages().file, onDisk),
      staleSince,
      sizes: new WeakMap(),
      watch,
      cache,
      countAnswer: outcomes.countAnswer,
      ready,
      edge: config.edge,
      tenantOf: tenants,
      now,
      origin,
      takeTurn: pageLimit(counters, config.limits),
      fixtures: config.fixtures,
      asking,
      sourceTimeout: config.timeouts.source,
      emitter: config.streaming,
      isReady: () => lifecycle.isReady,
    },
    reseal,
    async restore(log) {
      logger = log;
      tell = (error, live) =>
        live
          ? log.error({ err: error, document: live.document_id, channel: live.channel }, 'release cannot be served')
          : log.error({ err: error }, 'the database cannot be read; what is live is shown as it was');
      // Whoever is alone can tell that nobody works on these any more.
      if (storage.kind === 'sqlite') await forgetUnanswered(db);
      await follower.start();
      webhooks.deliverer.start();
    },
    outcomes,
    events,
    webhooks,
    observing,
    metrics: () =>
      metricsText({
        prefix: config.observability.metrics.prefix,
        observing,
        compiler: compiler.statistics,
        engines: pages.engines,
        livePages: () => pages.size,
        pageCache: () => ({ ready: ready.statistics(), ...cache.statistics() }),
        pools: storage.pools,
        redis,
        others: [
          events.figures.write,
          webhooks.deliverer.write,
          (out) => writeOutgoing(out, { sources: asking.outgoing, webhooks: webhooks.outgoing }, asking.kept),
          (out) => writeRollouts(out, outcomes.metrics()),
        ],
      }),
    close: async () => {
      observing.stop();
      events.stop();
      await webhooks.stop();
      asking.outgoing.close();
      await controller.stop();
      await outcomes.stop();
      await follower.stop();
      await compiler.close();
    },
  };
}

/** Tells how long a bundle took to be processed. */
const observed = (compiler: Compiler, observing: Observing, watch: SchemaWatch): Compiler => ({
  ...compiler,
  async compile(bundle) {
    const ended = observing.compiling();
    let compiled: CompiledBundle | null = null;
    try {
      const answer = await watch.work(
        { type: 'page', operation: 'compile', id: bundle.root },
        () => compiler.compile(bundle),
        (made) => (!made.ok ? 'failed' : made.value.program ? 'ok' : 'refused'),
      );
      if (answer.ok) compiled = answer.value;
      return answer;
    } finally {
      ended(compiled);
    }
  },
});

/** The configured tenants, or one. */
export const tenantsOf = ({ tenantsFile }: ServerConfig): TenantOf =>
  tenantsFile === null ? oneTenant : readTenants(tenantsFile);

/** The configured connections, or none. */
export const connectionsOf = (config: ServerConfig, environment: Readonly<Record<string, string | undefined>>) =>
  config.sourcesFile === null ? noConnections : readConnections(config.sourcesFile, environment);
