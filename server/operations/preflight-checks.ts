import { lookup } from 'node:dns/promises';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { ServerConfig } from '../config.ts';
import { reasonOf } from '../explain.ts';
import { DatabaseBehind, dumpCheck, newestMigration, openStorage, type Storage } from '../storage/index.ts';
import { readCertificate } from '../tls/certificate.ts';
import { readBackup } from './backup-file.ts';
import { certificateOf } from './certificate-age.ts';
import { backupKeys, brokenAudit, checkAuditLog, keysFrom } from './configured.ts';
import { cannotTell, checked, type Finding, hasFailed, isDone } from './finding.ts';
import {
  type AskedServer,
  alertsOf,
  errorsOf,
  headersOf,
  healthOf,
  livePages,
  readinessOf,
  speedOf,
} from './running-checks.ts';

export interface Surroundings {
  readonly server: AskedServer | null;
  /** Folder of backups. */
  readonly backups: string | null;
  /** Address of Prometheus. */
  readonly prometheus: string | null;
}

/** What has to be right before anything new goes out. */
export async function beforeRelease(config: ServerConfig, around: Surroundings): Promise<readonly Finding[]> {
  return [
    isDone('configuration', 'The server would start with it.'),
    ...(await databaseChecks(config)),
    timeouts(config),
    ...secrets(config),
    limits(config),
    await checked('headers', () => headersOf(around.server)),
    await checked('certificate', () => certificate(config)),
    await checked('DNS', () => names(config)),
    await checked('alerts', () => alertsOf(around.prometheus, 'loaded')),
    await checked('restore drill', () => restoreDrill(config, around.backups)),
  ];
}

/** What to look at while it goes out. */
export const duringRelease = async (server: AskedServer | null): Promise<readonly Finding[]> => [
  await checked('ready', () => readinessOf(server)),
  await checked('health', () => healthOf(server)),
  await checked('failures', () => errorsOf(server)),
  await checked('speed', () => speedOf(server)),
];

/** What has to be true once it is out. */
export const afterRelease = async (
  server: AskedServer | null,
  prometheus: string | null,
): Promise<readonly Finding[]> => [
  ...(await duringRelease(server)),
  await checked('pages', () => livePages(server)),
  await checked('alerts', () => alertsOf(prometheus, 'silent')),
];

async function databaseChecks(config: ServerConfig): Promise<readonly Finding[]> {
  const { dataDir, database } = config;
  if (database === null && !existsSync(join(dataDir, 'server.db')))
    return [cannotTell('database', `There is none in "${dataDir}" yet; the first start makes it.`)];
  let storage: Storage;
  try {
    // Left as it is.
    storage = await openStorage(dataDir, database, null);
  } catch (error) {
    return [hasFailed(error instanceof DatabaseBehind ? 'migrations' : 'database', reasonOf(error))];
  }
  try {
    return [
      isDone('database', storage.kind === 'sqlite' ? 'SQLite answers.' : 'PostgreSQL answers.'),
      isDone('migrations', `The database is at ${newestMigration}.`),
      await checked('pools', () => pools(storage, config)),
      await checked('rollback target', () => rollbackTargets(storage)),
      await checked('audit log', () => audit(storage, config)),
    ];
  } finally {
    await storage.close();
  }
}

async function pools({ kind, db }: Storage, { database }: ServerConfig): Promise<Finding> {
  if (kind === 'sqlite' || database === null) return isDone('pools', 'SQLite needs none.');
  const { rows } = await sql<{ most: string; reserved: string }>`
    SELECT current_setting('max_connections') AS most, current_setting('superuser_reserved_connections') AS reserved`.execute(
    db,
  );
  const free = Number(rows[0]?.most) - Number(rows[0]?.reserved);
  const servers = Math.floor(free / database.pool.most);
  return servers >= 1
    ? isDone('pools', `${database.pool.most} connections each: PostgreSQL has room for ${servers} such servers.`)
    : hasFailed('pools', `DATABASE_CONNECTIONS is ${database.pool.most}, PostgreSQL has ${free}. Lower it.`);
}

/** Of each live page there should be a version to go back to. */
async function rollbackTargets({ db }: Storage): Promise<Finding> {
  const live = await db.selectFrom('live').select(['channel', 'document_id', 'release_hash']).execute();
  const without: string[] = [];
  for (const { channel, document_id, release_hash } of live) {
    const before = await db
      .selectFrom('activation')
      .select('seq')
      .where('channel', '=', channel)
      .where('document_id', '=', document_id)
      .where('release_hash', '!=', release_hash)
      .executeTakeFirst();
    if (!before) without.push(`${document_id} (${channel})`);
  }
  if (live.length === 0) return cannotTell('rollback target', 'Nothing is live yet.');
  return without.length === 0
    ? isDone('rollback target', `Each of ${live.length} live pages has a version to go back to.`)
    : cannotTell(
        'rollback target',
        `These have only one version, so there is nothing to go back to: ${without.join(', ')}.`,
      );
}

async function audit(storage: Storage, config: ServerConfig): Promise<Finding> {
  const { verdict } = await checkAuditLog(storage, keysFrom(config));
  return verdict.intact
    ? isDone('audit log', `${verdict.entries} entries, intact.`)
    : hasFailed('audit log', `It was changed: ${brokenAudit(verdict)}. Find out who could write there.`);
}

function timeouts({ timeouts: { request, shutdown, compile, stage, source } }: ServerConfig): Finding {
  if (source >= request)
    return hasFailed(
      'timeouts',
      'SOURCE_TIMEOUT_SECONDS must be shorter than REQUEST_TIMEOUT_SECONDS: whoever waits would be gone first.',
    );
  if (stage > compile)
    return hasFailed(
      'timeouts',
      'STAGE_TIMEOUT_SECONDS is longer than COMPILE_TIMEOUT_SECONDS and never ends anything.',
    );
  return shutdown < source
    ? hasFailed(
        'timeouts',
        'SHUTDOWN_TIMEOUT_SECONDS is shorter than SOURCE_TIMEOUT_SECONDS: what waits for a source is cut off.',
      )
    : isDone('timeouts', 'They fit each other.');
}

function secrets(config: ServerConfig): readonly Finding[] {
  const { adminToken, adminTokenFile, secretsKey, secretsKeyFile, database } = config;
  const shared = database !== null;
  const one = (name: string, isSet: boolean): Finding => {
    if (isSet) return isDone(`secret ${name}`, 'It comes from outside.');
    return shared
      ? hasFailed(`secret ${name}`, `Several servers need the same one: set ${name}, or its file.`)
      : cannotTell(`secret ${name}`, 'The server makes its own in DATA_DIR; keep a copy elsewhere.');
  };
  return [
    one('ADMIN_TOKEN', adminToken !== null || adminTokenFile !== null),
    one('SECRETS_KEY', secretsKey !== null || secretsKeyFile !== null),
  ];
}

function limits({
  limits: { pagesPerSecond, requestsAtOnce, failedSignIns, tenantPagesPerSecond },
  trustProxy,
  host,
}: ServerConfig): Finding {
  if (failedSignIns > 100) return hasFailed('limits', 'FAILED_SIGN_INS_PER_MINUTE above 100 lets others guess.');
  const isBehind = host !== '127.0.0.1' && host !== '::1' && trustProxy.length === 0;
  const words = `${pagesPerSecond} pages per second and client, ${requestsAtOnce} requests at once, ${tenantPagesPerSecond || 'no limit of'} pages per second and tenant.`;
  return isBehind
    ? cannotTell('limits', `${words} Behind a proxy all visitors count as one until TRUST_PROXY names it.`)
    : isDone('limits', words);
}

async function certificate({ transport: { tls }, baseUrl }: ServerConfig): Promise<Finding> {
  if (tls) {
    const read = readCertificate(tls);
    if (!read.ok) return hasFailed('certificate', read.problem);
  }
  if (!baseUrl?.startsWith('https:'))
    return tls
      ? isDone('certificate', 'Certificate and key fit each other.')
      : cannotTell('certificate', 'BASE_URL is not https: whoever ends TLS has it.');
  return certificateOf(new URL(baseUrl));
}

async function names({ baseUrl }: ServerConfig): Promise<Finding> {
  if (!baseUrl) return cannotTell('DNS', 'Without BASE_URL there is no name to look up.');
  const { hostname } = new URL(baseUrl);
  try {
    const found = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true });
    return isDone('DNS', `${hostname} is at ${found.map(({ address }) => address).join(', ')}.`);
  } catch {
    return hasFailed('DNS', `The name ${hostname} of BASE_URL is not known.`);
  }
}

/** The newest backup opens and is whole, and is not older than the day it is made for. */
async function restoreDrill(config: ServerConfig, folder: string | null): Promise<Finding> {
  if (folder === null) return cannotTell('restore drill', 'Name the folder of backups: --backups /var/backups/studio.');
  const newest = readdirSync(folder)
    .filter((name) => /^studio-.*\.backup$/.test(name))
    .sort()
    .at(-1);
  if (!newest) return hasFailed('restore drill', `There is no backup in "${folder}". Run backup.ts.`);
  const file = join(folder, newest);
  const lines = dumpCheck();
  try {
    for await (const line of readBackup(file, backupKeys(config))) lines.take(line);
    const { rows } = lines.end();
    const hours = Math.round((Date.now() - statSync(file).mtimeMs) / 3_600_000);
    return hours > 26
      ? hasFailed('restore drill', `The newest backup is ${hours} hours old. Backups are to be made daily.`)
      : isDone('restore drill', `${newest} opens and is whole: ${rows} rows.`);
  } catch (error) {
    return hasFailed('restore drill', (error as Error).message);
  }
}
