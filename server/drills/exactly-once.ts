import { randomInt } from 'node:crypto';
import { createClient } from 'redis';
import { bundleHash, type ReleaseRequest } from '#engine';
import { greetingPage } from '../testing/pages.ts';
import { type TemporaryPostgres, temporaryPostgres } from '../testing/postgres.ts';
import { temporaryRedis } from '../testing/redis.ts';
import { type SigningPair, signedRelease } from '../testing/signed-release.ts';
import type { AtEnd } from '../testing/temporary-server.ts';
import { loseRequest } from './lost-requests.ts';
import { adminHeaders, approver, type ServerProcess, serverProcess, shared } from './server-process.ts';
import { hold, pause } from './with-ends.ts';

/** What goes wrong while a version is published. */
const kinds = [
  'request lost',
  'answer lost',
  'five at once',
  'sent again',
  'sent late',
  'Redis emptied',
  'killed',
  'database restarted',
] as const;
type Kind = (typeof kinds)[number];

export interface FaultOptions {
  readonly servers: number;
  /** Seconds that compiling may take: on a busy machine it takes long. A key of a server that died is held for longer. */
  readonly compile: number;
  /** Whether versions whose server is killed have such a key; without, it is their hash that makes them one. */
  readonly killedWithKey: boolean;
  /** How often each goes wrong. */
  readonly faults: Readonly<Partial<Record<Kind, number>>>;
}

export interface FaultReport {
  readonly faults: number;
  readonly versions: number;
  readonly pagesRead: number;
  /** Longest until all servers showed a version, milliseconds. */
  readonly slowest: number;
}

interface Intent {
  readonly at: number;
  /** By which it is told from others when it comes again; null: by its hash. */
  readonly key: string | null;
  readonly hash: string;
  readonly body: string;
}

/**
 * Publishes one version after the other on several servers that share PostgreSQL and Redis, each under a fault, while
 * somebody reads the page on all of them. Throws unless each intent led to one release that went live once, nobody ever
 * read anything but a whole page or one that was older than before, and all servers ended alike.
 */
export async function publishUnderFaults(options: FaultOptions, atEnd: AtEnd): Promise<FaultReport> {
  const [postgres, redis] = [await temporaryPostgres(atEnd), await temporaryRedis(atEnd)];
  const database = await postgres.database();
  const cache = createClient({ url: redis.url }).on('error', () => undefined);
  await cache.connect();
  atEnd(() => cache.destroy());
  const common = { ...shared(), DATABASE_URL: database, REDIS_URL: redis.url };
  const environment = {
    ...common,
    HEADERS_TIMEOUT_SECONDS: '2',
    REQUEST_TIMEOUT_SECONDS: '2',
    COMPILE_TIMEOUT_SECONDS: `${options.compile}`,
    STAGE_TIMEOUT_SECONDS: `${options.compile}`,
  };
  const servers: ServerProcess[] = [];
  for (let at = 0; at < options.servers; at += 1) servers.push(await serverProcess(environment, atEnd));
  const headers = adminHeaders(common);
  const person = await approver(servers[0]!.url, headers);
  const given: Intent[] = [];
  const deliver = deliverTo(servers, headers);
  await deliver(intentOf(0, person), given);
  const reading = readAll(servers);
  let slowest = 0;
  const order = shuffled(options.faults);
  for (const [at, kind] of order.entries()) {
    const made = intentOf(at + 1, person);
    const intent = kind === 'killed' && !options.killedWithKey ? { ...made, key: null } : made;
    const fault = { intent, servers, headers, given, deliver, postgres, empty: () => cache.flushAll() };
    await happens[kind](fault);
    slowest = Math.max(slowest, await alike(servers, intent));
  }
  const pagesRead = await reading.end();
  await storedOnce(postgres, database, given);
  return { faults: order.length, versions: given.length, pagesRead, slowest: Math.round(slowest) };
}

function intentOf(at: number, person: SigningPair): Intent {
  const request: ReleaseRequest = signedRelease(greetingPage({ version: `1.0.${at}`, text: `Version ${at}` }), person);
  return { at, key: `intent-${at}`, hash: bundleHash(request.bundle), body: JSON.stringify(request) };
}

const keyOf = ({ key }: Intent): Readonly<Record<string, string>> => (key === null ? {} : { 'idempotency-key': key });

/** Each as often as asked, in an order that is another one each time. */
function shuffled(faults: FaultOptions['faults']): readonly Kind[] {
  const all = kinds.flatMap((kind) => Array.from({ length: faults[kind] ?? 0 }, () => kind));
  return all
    .map((kind) => ({ kind, by: randomInt(1 << 30) }))
    .sort((one, other) => one.by - other.by)
    .map(({ kind }) => kind);
}

type Deliver = (intent: Intent, given: Intent[]) => Promise<void>;
const anyOf = (servers: readonly ServerProcess[]): ServerProcess => {
  const up = servers.filter((server) => server.isUp());
  return up[randomInt(up.length)]!;
};

/** Sends it until somebody answers that it is done, as a client does that retries by itself. */
const deliverTo =
  (servers: readonly ServerProcess[], headers: Readonly<Record<string, string>>): Deliver =>
  async (intent, given) => {
    for (let attempt = 0; ; attempt += 1) {
      const reply = await fetch(`${anyOf(servers).url}/api/v1/releases`, {
        method: 'POST',
        headers: { ...headers, ...keyOf(intent) },
        body: intent.body,
      }).catch(() => null);
      if (reply?.status === 200) {
        const { versionHash } = (await reply.json()) as { readonly versionHash: string };
        hold(versionHash === intent.hash, `Intent ${intent.at} was answered with another version.`);
        if (!given.some(({ at }) => at === intent.at)) given.push(intent);
        return;
      }
      const passes = reply === null || reply.status === 409 || reply.status === 503;
      hold(passes, `Intent ${intent.at} was refused: ${reply?.status} ${await reply?.text()}`);
      hold(attempt < 12_000, `Intent ${intent.at} was never answered.`);
      await pause(50);
    }
  };

interface Fault {
  readonly intent: Intent;
  readonly servers: readonly ServerProcess[];
  readonly headers: Readonly<Record<string, string>>;
  readonly given: Intent[];
  readonly deliver: Deliver;
  readonly postgres: TemporaryPostgres;
  readonly empty: () => Promise<unknown>;
}

const lose = ({ intent, servers, headers }: Fault, when: Parameters<typeof loseRequest>[3]): Promise<void> => {
  const url = `${anyOf(servers).url}/api/v1/releases`;
  return loseRequest(url, { ...headers, ...keyOf(intent) }, intent.body, when, randomInt(60));
};
/** Without a key it would be somebody going back to it. */
function earlier({ given }: Fault): Intent {
  const keyed = given.filter(({ key }) => key !== null);
  return keyed[randomInt(keyed.length)]!;
}

const happens: Readonly<Record<Kind, (fault: Fault) => Promise<void>>> = {
  'request lost': async (fault) => {
    await lose(fault, 'in-the-request');
    await fault.deliver(fault.intent, fault.given);
  },
  'answer lost': async (fault) => {
    await lose(fault, 'before-the-answer');
    await fault.deliver(fault.intent, fault.given);
  },
  'five at once': async ({ intent, given, deliver }) => {
    await Promise.all(Array.from({ length: 5 }, () => deliver(intent, given)));
  },
  'sent again': async ({ intent, given, deliver }) => {
    await deliver(intent, given);
    await deliver(intent, given);
  },
  // Of long ago, when others have followed: it changes nothing.
  'sent late': async (fault) => {
    await fault.deliver(fault.intent, fault.given);
    await fault.deliver(earlier(fault), fault.given);
  },
  'Redis emptied': async ({ intent, given, deliver, empty }) => {
    await Promise.all([deliver(intent, given), empty()]);
  },
  killed: async (fault) => {
    const victim = anyOf(fault.servers);
    const url = `${victim.url}/api/v1/releases`;
    const headers = { ...fault.headers, ...keyOf(fault.intent) };
    const sent = fetch(url, { method: 'POST', headers, body: fault.intent.body }).catch(() => null);
    await pause(randomInt(120));
    await victim.stop('SIGKILL');
    await sent;
    await Promise.all([fault.deliver(fault.intent, fault.given), victim.start()]);
  },
  'database restarted': async (fault) => {
    const delivered = fault.deliver(fault.intent, fault.given);
    await pause(randomInt(60));
    await fault.postgres.kill();
    await fault.postgres.start();
    await delivered;
  },
};

/** Milliseconds until all servers show the version. */
async function alike(servers: readonly ServerProcess[], { at }: Intent): Promise<number> {
  const begin = performance.now();
  for (;;) {
    const pages = await Promise.all(servers.map(({ url }) => textOf(url)));
    if (pages.every((page) => page?.includes(`Version ${at}</h1>`))) return performance.now() - begin;
    hold(performance.now() - begin < 600_000, `Version ${at} is not shown by all servers.`);
    await pause(20);
  }
}

const textOf = (url: string): Promise<string | null> =>
  fetch(`${url}/greeting`)
    .then(async (reply) => (reply.status === 200 ? reply.text() : `${reply.status}`))
    .catch(() => null);

/** Reads the page on every server all the while; a server that is down is left out. */
function readAll(servers: readonly ServerProcess[]) {
  let isOver = false;
  let read = 0;
  const loops = servers.map(async (server) => {
    let last = 0;
    while (!isOver) {
      const wasUp = server.isUp();
      const found = await textOf(server.url);
      // Until it is ready it says so; nobody is sent to it then.
      const page = wasUp && server.isUp() ? found : null;
      const [, number] = /^<!doctype html>[\s\S]*>Version (\d+)<\/h1>[\s\S]*<\/html>\s*$/.exec(page ?? '') ?? [];
      hold(page === null || number !== undefined, `Somebody read half of a page: ${page?.slice(0, 200)}`);
      hold(page === null || Number(number) >= last, `Version ${number} came back after version ${last}.`);
      last = Math.max(last, Number(number ?? 0));
      read += 1;
      await pause(25);
    }
  });
  const all = Promise.all(loops);
  // What a reader saw is told at the end, whatever else fails before.
  all.catch(() => undefined);
  return {
    end: async (): Promise<number> => {
      isOver = true;
      await all;
      return read;
    },
  };
}

/** In the database: one release for each intent, live once, told once. */
async function storedOnce(postgres: TemporaryPostgres, url: string, given: readonly Intent[]): Promise<void> {
  const count = async (table: string, column: string) => {
    const rows = await postgres.run(url, `SELECT ${column} AS hash, count(*)::int AS n FROM ${table} GROUP BY 1`);
    return new Map(rows.map(({ hash, n }) => [hash as string, n as number]));
  };
  const [releases, live] = [await count('release', 'hash'), await count('activation', 'release_hash')];
  hold(releases.size === given.length, `${given.length} intents led to ${releases.size} releases.`);
  for (const { at, hash } of given) {
    hold(releases.get(hash) === 1, `Intent ${at} is stored ${releases.get(hash) ?? 0} times.`);
    hold(live.get(hash) === 1, `Intent ${at} went live ${live.get(hash) ?? 0} times.`);
  }
}
