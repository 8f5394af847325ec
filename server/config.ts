import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CsrfSettings } from './accounts/csrf.ts';
import { readAdminToken } from './admin-token.ts';
import type { RedisSettings } from './cache/redis.ts';
import { type ApprovalRules, readApprovals } from './config-approvals.ts';
import { readDatabase, readRedis } from './config-databases.ts';
import { type EventSettings, readEvents } from './config-events.ts';
import { type ObservabilitySettings, readObservability } from './config-observability.ts';
import { type OidcSettings, readOidc } from './config-oidc.ts';
import { type RolloutSettings, readRollouts } from './config-rollouts.ts';
import { readTransport, type Transport } from './config-transport.ts';
import { flag, integer, networks, oneOf, origins, type Reading, text, word } from './environment.ts';
import { readKeys } from './secrets-keys.ts';
import type { PostgresSettings } from './storage/index.ts';

/** Everything an operator may set; docs/operations.md explains each. Durations are milliseconds, sizes bytes. */
export interface ServerConfig {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** Null: SQLite in the data folder. */
  readonly database: PostgresSettings | null;
  /** Whether the start makes tables and brings them up to date. */
  readonly migrate: boolean;
  /** Null: nothing is shared with other servers but the database. */
  readonly redis: RedisSettings | null;
  /** How events are kept and told. */
  readonly events: EventSettings;
  /** Bytes of rendered pages kept in memory; 0 keeps none, in Redis neither. */
  readonly pageCache: number;
  /** Seconds that caches in front of the server may send pages without asking, and while they ask. */
  readonly edge: { readonly fresh: number; readonly stale: number };
  readonly rollouts: RolloutSettings;
  /** Given token; null: a file is named, or one is kept in the data folder. */
  readonly adminToken: string | null;
  readonly adminTokenFile: string | null;
  /** Milliseconds after which a secret in a file should be replaced. */
  readonly oldestSecret: number;
  /** Keys that seal stored secrets, the newest first; null: a file is named, or one is kept in the data folder. */
  readonly secretsKey: string | null;
  readonly secretsKeyFile: string | null;
  /** What people may do only after signing in with a second factor. */
  readonly requireSecondFactor: 'off' | 'publish';
  /** How many people have to approve what goes live where. */
  readonly approvals: ApprovalRules;
  /** Where people may sign in who have an account elsewhere; null: nowhere. */
  readonly oidc: OidcSettings | null;
  /** Name of the cookie of people who sign in with a browser. */
  readonly sessionCookie: string;
  /** Names, length and lifetime of the tokens that keep others from using such a cookie. */
  readonly csrf: CsrfSettings;
  /** Public address without trailing slash; null: the address it listens on. */
  readonly baseUrl: string | null;
  /** `?_fixture=` renders the sample data of a release. */
  readonly fixtures: boolean;
  readonly sourcesFile: string | null;
  /** Which hosts are whose; null: one tenant. */
  readonly tenantsFile: string | null;
  /** Which hypermedia library pages load and speak to. */
  readonly dialect: 'htmx4' | 'htmx2';
  /** How late sections of pages come to their places. */
  readonly streaming: 'native' | 'mover' | 'none';
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Whose pages may call the API with a token. */
  readonly corsOrigins: readonly string[];
  /** Addresses and networks of the proxies whose `X-Forwarded-*` count; none by default. */
  readonly trustProxy: readonly string[];
  readonly transport: Transport;
  readonly timeouts: {
    readonly headers: number;
    readonly request: number;
    readonly idle: number;
    readonly compile: number;
    /** Of one stage of a compilation. */
    readonly stage: number;
    readonly source: number;
    readonly shutdown: number;
    /** For which visitors who came together wait for each other. */
    readonly patience: number;
  };
  /** How others look at the server. */
  readonly observability: ObservabilitySettings;
  /** How the server looks at itself. */
  readonly watch: {
    /** One of so many renders is measured component by component. */
    readonly measureEvery: number;
    readonly exportEvery: number;
    readonly memoryEvery: number;
    /** Bytes. */
    readonly memoryLimit: number;
    readonly thresholds: { readonly processing: number; readonly memory: number; readonly hitRatio: number };
  };
  readonly limits: {
    readonly body: number;
    readonly releaseBody: number;
    /** API requests of one signed-in caller, and how many at once. */
    readonly apiPerHour: number;
    readonly apiBurst: number;
    /** Reads of one API address per second, and how many at once. */
    readonly readsPerSecond: number;
    readonly readBurst: number;
    /** Changes at one API address per second, and how many at once. */
    readonly writesPerSecond: number;
    readonly writeBurst: number;
    /** Wrong tokens per minute and client before it has to wait. */
    readonly failedSignIns: number;
    /** Page requests per second and client, and how many at once. */
    readonly pagesPerSecond: number;
    readonly pageBurst: number;
    /** The same for all clients of one tenant together; 0: no limit. */
    readonly tenantPagesPerSecond: number;
    readonly tenantPageBurst: number;
    /** Requests that are worked on at once; more are asked to come again. */
    readonly requestsAtOnce: number;
  };
}

const megabyte = 2 ** 20;

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the whole configuration; every problem is named, not only the first. */
export function readConfig(
  environment: Environment,
): { readonly config: ServerConfig } | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const read = <Value>(reading: Reading<Value>, name: string): Value =>
    reading(environment[name], name, (problem) => problems.push(problem));
  const seconds = (name: string, fallback: number): number => read(integer(fallback, 1, 600), name) * 1_000;
  const config: ServerConfig = {
    host: read(text('127.0.0.1'), 'HOST'),
    port: read(integer(4300, 0, 65_535), 'PORT'),
    dataDir: resolve(read(text('server-data'), 'DATA_DIR')),
    database: readDatabase(environment, read, (problem) => problems.push(problem)),
    migrate: read(flag(true), 'MIGRATE'),
    redis: readRedis(environment, read, (problem) => problems.push(problem)),
    events: readEvents(read),
    pageCache: read(integer(64, 0, 65_536), 'PAGE_CACHE_MEGABYTES') * megabyte,
    edge: {
      fresh: read(integer(0, 0, 86_400), 'EDGE_SECONDS'),
      stale: read(integer(30, 0, 86_400), 'EDGE_STALE_SECONDS'),
    },
    rollouts: readRollouts(read),
    ...readAdmin(environment, problems),
    oldestSecret: read(integer(90, 1, 3_650), 'SECRETS_OLDEST_DAYS') * 86_400_000,
    ...readSecretsKey(environment, problems),
    requireSecondFactor: read(oneOf(['off', 'publish'], 'off'), 'REQUIRE_SECOND_FACTOR'),
    approvals: readApprovals(read),
    oidc: readOidc(environment, (problem) => problems.push(problem)),
    sessionCookie: read(word('__Host-studio'), 'SESSION_COOKIE'),
    csrf: {
      header: read(word('x-csrf-token'), 'CSRF_HEADER').toLowerCase(),
      field: read(word('_csrf'), 'CSRF_FIELD'),
      bytes: read(integer(32, 16, 32), 'CSRF_BYTES'),
      lifetime: read(integer(60, 1, 1_440), 'CSRF_MINUTES') * 60_000,
    },
    baseUrl: readBaseUrl(environment['BASE_URL'], problems),
    fixtures: read(flag(false), 'FIXTURES'),
    tenantsFile: environment['TENANTS_FILE'] ? resolve(environment['TENANTS_FILE']) : null,
    sourcesFile: environment['SOURCES_FILE'] ? resolve(environment['SOURCES_FILE']) : null,
    dialect: read(oneOf(['htmx4', 'htmx2'], 'htmx4'), 'DIALECT'),
    streaming: read(oneOf(['mover', 'native', 'none'], 'mover'), 'STREAMING'),
    logLevel: read(oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'), 'LOG_LEVEL'),
    corsOrigins: read(origins, 'CORS_ORIGINS'),
    trustProxy: read(networks, 'TRUST_PROXY'),
    transport: readTransport(environment, read, (problem) => problems.push(problem)),
    timeouts: {
      headers: seconds('HEADERS_TIMEOUT_SECONDS', 10),
      request: seconds('REQUEST_TIMEOUT_SECONDS', 30),
      idle: seconds('IDLE_TIMEOUT_SECONDS', 120),
      compile: seconds('COMPILE_TIMEOUT_SECONDS', 20),
      stage: seconds('STAGE_TIMEOUT_SECONDS', 10),
      source: seconds('SOURCE_TIMEOUT_SECONDS', 10),
      shutdown: seconds('SHUTDOWN_TIMEOUT_SECONDS', 20),
      patience: read(integer(1_000, 10, 600_000), 'PATIENCE_MILLISECONDS'),
    },
    observability: readObservability(environment, read, (problem) => problems.push(problem)),
    watch: {
      measureEvery: read(integer(50, 1, 1_000_000), 'MEASURE_EVERY'),
      exportEvery: seconds('FIGURES_SECONDS', 30),
      memoryEvery: seconds('MEMORY_SECONDS', 30),
      memoryLimit: read(integer(2_048, 64, 1_048_576), 'MEMORY_LIMIT_MEGABYTES') * megabyte,
      thresholds: {
        processing: read(integer(50, 0, 600_000), 'ALERT_PROCESSING_MILLISECONDS'),
        memory: read(integer(500, 1, 1_048_576), 'ALERT_MEMORY_MEGABYTES') * megabyte,
        hitRatio: read(integer(90, 0, 100), 'ALERT_HIT_PERCENT') / 100,
      },
    },
    limits: {
      body: read(integer(1_048_576, 1_024, 10_485_760), 'BODY_LIMIT_BYTES'),
      releaseBody: read(integer(10_485_760, 1_024, 10_485_760), 'RELEASE_LIMIT_BYTES'),
      apiPerHour: read(integer(1_000, 1, 100_000_000), 'API_PER_HOUR'),
      apiBurst: read(integer(100, 1, 1_000_000), 'API_BURST'),
      readsPerSecond: read(integer(100, 1, 100_000), 'READS_PER_SECOND'),
      readBurst: read(integer(200, 1, 100_000), 'READ_BURST'),
      writesPerSecond: read(integer(10, 1, 10_000), 'WRITES_PER_SECOND'),
      writeBurst: read(integer(20, 1, 10_000), 'WRITE_BURST'),
      failedSignIns: read(integer(20, 1, 10_000), 'FAILED_SIGN_INS_PER_MINUTE'),
      pagesPerSecond: read(integer(200, 1, 100_000), 'PAGES_PER_SECOND'),
      pageBurst: read(integer(400, 1, 100_000), 'PAGE_BURST'),
      tenantPagesPerSecond: read(integer(0, 0, 1_000_000), 'TENANT_PAGES_PER_SECOND'),
      tenantPageBurst: read(integer(2_000, 1, 1_000_000), 'TENANT_PAGE_BURST'),
      requestsAtOnce: read(integer(1_000, 1, 100_000), 'REQUESTS_AT_ONCE'),
    },
  };
  if (config.timeouts.headers > config.timeouts.request)
    problems.push('HEADERS_TIMEOUT_SECONDS must not be longer than REQUEST_TIMEOUT_SECONDS.');
  return problems.length > 0 ? { problems } : { config };
}

function readAdmin(environment: Environment, problems: string[]) {
  const { ADMIN_TOKEN: given, ADMIN_TOKEN_FILE: file } = environment;
  if (given && file) problems.push('Set ADMIN_TOKEN or ADMIN_TOKEN_FILE, not both.');
  const text = given || (file ? readToken(file, problems) : null);
  try {
    if (text !== null) readAdminToken(text);
  } catch (error) {
    problems.push(`${given ? 'ADMIN_TOKEN' : 'ADMIN_TOKEN_FILE'} ${(error as Error).message}`);
  }
  return { adminToken: given || null, adminTokenFile: file ? resolve(file) : null };
}

function readSecretsKey(environment: Environment, problems: string[]) {
  const { SECRETS_KEY: given, SECRETS_KEY_FILE: file } = environment;
  if (given && file) problems.push('Set SECRETS_KEY or SECRETS_KEY_FILE, not both.');
  try {
    if (given) readKeys(given);
    else if (file) readKeys(readFileSync(file, 'utf8'));
  } catch (error) {
    // Never the value: problems are shown and logged.
    problems.push(
      given
        ? `SECRETS_KEY cannot be used. ${(error as Error).message}`
        : `SECRETS_KEY_FILE "${file}" cannot be used. ${(error as Error).message}`,
    );
  }
  return { secretsKey: given || null, secretsKeyFile: file ? resolve(file) : null };
}

function readToken(file: string, problems: string[]): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    problems.push(`ADMIN_TOKEN_FILE "${file}" cannot be read.`);
    return null;
  }
}

function readBaseUrl(value: string | undefined, problems: string[]): string | null {
  if (!value) return null;
  const url = URL.parse(value);
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username && url.pathname === '/')
    return url.origin;
  problems.push(
    `BASE_URL "${value}" must be an http or https address without a path, like https://orders.example.com.`,
  );
  return null;
}
