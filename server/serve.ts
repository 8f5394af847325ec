import type { AddressInfo } from 'node:net';
import type { Writable } from 'node:stream';
import type { Server as SecureServer } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import { idleTimers, settleMemory } from '#engine/node';
import { adminToken } from './admin-token.ts';
import { createServer } from './app.ts';
import { keepCheckpoints } from './audit/keep-checkpoints.ts';
import { openRedis, type Redis } from './cache/redis.ts';
import { type Environment, readConfig, type ServerConfig } from './config.ts';
import { createServices } from './create-services.ts';
import { connectionsOf, tenantsOf } from './delivery/configured.ts';
import { hasLastGood } from './delivery/last-good.ts';
import type { Connections } from './delivery/sources/connections.ts';
import { dropStalledReaders, type StalledReaders } from './gateway/stalled-readers.ts';
import { openLogFile } from './observability/log-file.ts';
import { openMetricsPort } from './observability/metrics-port.ts';
import { openTracing } from './observability/open-tracing.ts';
import { newExposition } from './observability/prometheus.ts';
import type { Judge } from './rollout/judgement.ts';
import { namedSecretFiles, type SecretAges, watchSecretAges } from './secret-ages.ts';
import type { Services } from './services.ts';
import { claimFolder, isAway, openStorage, type Storage } from './storage/index.ts';
import { type Certificate, type CertificateFiles, readCertificate } from './tls/certificate.ts';
import { followCertificate } from './tls/follow-certificate.ts';
import { version } from './version.ts';

export interface RunningServer {
  /** Where it answers, e.g. `http://127.0.0.1:4300`. */
  readonly url: string;
  readonly adminToken: string;
  /** File that holds the token; null when it was configured. */
  readonly adminTokenFile: string | null;
  readonly config: ServerConfig;
  readonly app: FastifyInstance;
  /** Drains, then closes the database. */
  close(): Promise<void>;
}

export interface StartOptions {
  /** Variables as in docs/operations.md, e.g. `{ PORT: '0', DATA_DIR: folder }`. */
  readonly environment: Environment;
  /** Fixes the clock in tests. */
  readonly now?: () => Date;
  readonly logTo?: Writable;
  /** Where data and calls come from instead of SOURCES_FILE. */
  readonly connections?: Connections;
  /** Who watches candidates of rollouts instead of the server's own judge. */
  readonly judge?: Judge;
}

/** The configuration cannot be used; every problem is in `problems`. */
export class ConfigurationError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Starts the server and resolves once it listens and every live release is served. Throws when it cannot start. */
export async function startServer({
  environment,
  now = () => new Date(),
  logTo: givenLog,
  connections: given,
  judge,
}: StartOptions): Promise<RunningServer> {
  const reading = readConfig(environment);
  if ('problems' in reading) throw new ConfigurationError(reading.problems);
  const { config } = reading;
  const { tls } = config.transport;
  const certificate = tls && certificateOf(tls);
  const connections = given ?? connectionsOf(config, environment);
  const tenants = tenantsOf(config);
  const leave = claimFolder(config.dataDir);
  // With its last pages on disk a server starts without PostgreSQL.
  const canWait = hasLastGood(config.dataDir);
  const storage = await openStorage(config.dataDir, config.database, config.migrate ? undefined : null, canWait).catch(
    (error: unknown) => {
      leave();
      throw error;
    },
  );
  const redis = config.redis && openRedis(config.redis);
  let app: FastifyInstance | null = null;
  try {
    const token = adminToken({ given: config.adminToken, file: config.adminTokenFile, dataDir: config.dataDir });
    const lifecycle = { isReady: false };
    let url = config.baseUrl ?? '';
    const tracing = await openTracing(config.observability.traces);
    const besides: (() => Promise<void>)[] = [tracing.close];
    const { logFile } = config.observability;
    const logTo = givenLog ?? (logFile && openLogFile(logFile, (problem) => process.stderr.write(`${problem}\n`)));
    const services = createServices({
      config,
      storage,
      redis,
      connections,
      tenants,
      now,
      origin: () => url,
      lifecycle,
      tracing,
      ...(judge && { judge }),
    });
    await services.reseal().catch((error: unknown) => {
      if (!canWait || !isAway(error)) throw error;
    });
    let ages: SecretAges | null = null;
    const metrics = (): string => {
      const out = newExposition(`${config.observability.metrics.prefix}_`);
      ages?.write(out);
      return services.metrics() + out.text();
    };
    app = createServer({
      ...services,
      metrics,
      config,
      storage,
      redis,
      tracing,
      adminToken: token.current,
      version,
      now,
      certificate,
      ...(logTo ? { logTo } : {}),
    });
    const readers = dropStalledReaders(app.server, config.timeouts.request + config.timeouts.headers);
    const patience = config.timeouts.shutdown / 4;
    closeInOrder(app, { lifecycle, services, storage, redis, readers, leave, patience, besides });
    const { port, host } = config.observability.metrics;
    if (port !== null) besides.push((await openMetricsPort(host, port, metrics)).close);
    if (tls && certificate) renewed(app, tls, certificate, config.transport.lookEvery, now);
    await app.listen({ host: config.host, port: config.port });
    url ||= addressOf(app, config.host, certificate ? 'https' : 'http');
    await services.restore(app.log);
    const files = namedSecretFiles(environment, config.dataDir, connections.secretFiles);
    ages = watchSecretAges({ files, oldest: config.oldestSecret, now, timers: idleTimers, log: app.log });
    besides.push(async () => ages?.stop());
    besides.push(keepCheckpoints({ db: storage.db, box: services.accounts.box, now, log: app.log }));
    lifecycle.isReady = true;
    settleMemory();
    return runningServer(app, { url, adminToken: token.current(), adminTokenFile: token.file, config });
  } catch (error) {
    await (app ? app.close() : storage.close());
    await redis?.close();
    leave();
    throw error;
  }
}

const runningServer = (app: FastifyInstance, facts: Omit<RunningServer, 'app' | 'close'>): RunningServer => ({
  ...facts,
  app,
  close: () => app.close(),
});

interface Closing {
  readonly lifecycle: { isReady: boolean };
  readonly services: Services;
  readonly storage: Storage;
  readonly redis: Redis | null;
  readonly readers: StalledReaders;
  /** Gives the data folder back. */
  readonly leave: () => void;
  /** Milliseconds. */
  readonly patience: number;
  /** What else has to be closed. */
  readonly besides: readonly (() => Promise<void>)[];
}

/** Not ready first, so that balancers look elsewhere; then requests in flight end; storage last. */
function closeInOrder(
  app: FastifyInstance,
  { lifecycle, services, storage, redis, readers, leave, patience, besides }: Closing,
): void {
  let isStopping = false;
  app.addHook('preClose', async () => {
    isStopping = true;
    lifecycle.isReady = false;
    // Whoever does not read cannot keep the server from stopping.
    readers.hurry(patience);
  });
  // A connection that is kept alive would keep the server alive.
  app.addHook('onSend', async (_, reply, payload) => {
    // HTTP/2 says so by itself, and has no such header.
    if (isStopping && reply.request.raw.httpVersionMajor === 1) reply.header('connection', 'close');
    return payload;
  });
  app.addHook('onClose', async () => {
    await Promise.all(besides.map((close) => close()));
    await services.close();
    await redis?.close();
    await storage.close();
    leave();
  });
}

/** Read a moment ago without a problem; what changed since is one. */
function certificateOf(files: CertificateFiles): Certificate {
  const found = readCertificate(files);
  if (!found.ok) throw new ConfigurationError([found.problem]);
  return found.value;
}

/** From now on a renewed certificate is taken as soon as it is seen. */
function renewed(
  app: FastifyInstance,
  files: CertificateFiles,
  first: Certificate,
  every: number,
  now: () => Date,
): void {
  const server = app.server as unknown as SecureServer;
  const stop = followCertificate(server, files, first, { every, log: app.log, now });
  app.addHook('onClose', async () => stop());
}

function addressOf(app: FastifyInstance, host: string, scheme: 'http' | 'https'): string {
  const { port } = app.server.address() as AddressInfo;
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
