import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { atFileEnd } from './testing/at-file-end.ts';
import { greetingPage } from './testing/pages.ts';
import { type TemporaryPostgres, temporaryPostgres } from './testing/postgres.ts';
import { ended, saying } from './testing/processes.ts';
import { temporaryRedis } from './testing/redis.ts';
import { signedRelease, signingPair } from './testing/signed-release.ts';
import { publishingServer, temporaryFolder, temporaryServer } from './testing/temporary-server.ts';

let postgres: TemporaryPostgres;
const atEnd = atFileEnd();
beforeAll(async () => {
  postgres = await temporaryPostgres(atEnd);
});

const start = (file: string, environment: Readonly<Record<string, string>>, ...args: readonly string[]) =>
  spawn(process.execPath, [new URL(file, import.meta.url).pathname, ...args], {
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'silent', PORT: '0', ...environment },
  });

describe('a server on PostgreSQL (P2)', () => {
  it('publishes, serves, and serves again what was live when it is started elsewhere', async () => {
    const DATABASE_URL = await postgres.database();
    const publisher = await publishingServer({ DATABASE_URL });
    const { server, publish } = publisher;
    const published = await publish(greetingPage());
    expect([published.statusCode, published.json().url]).toEqual([200, `${server.url}/greeting`]);
    const html = (await server.app.inject('/greeting')).body;
    const health = (await server.app.inject({ url: '/health', headers: server.admin })).json();
    expect(health.checks.storage).toMatchObject({ status: 'healthy', kind: 'postgres', pools: [{ most: 25 }] });
    await server.close();
    const elsewhere = await temporaryServer({ DATABASE_URL });
    expect((await elsewhere.app.inject('/greeting')).body).toBe(html);
    const audit = start('./operations/verify-audit.ts', { DATABASE_URL });
    expect(await saying(audit, /Intact: \d+ entries/)).toContain('Intact: 2 entries');
  });

  it('shows its pages while the database is away, tells publishers so, and goes on when it is back', async () => {
    const DATABASE_URL = await postgres.database();
    const { server, publish } = await publishingServer({ DATABASE_URL });
    await publish(greetingPage());
    const status = async (url: string) => (await server.app.inject({ url, headers: server.admin })).statusCode;
    await postgres.kill();
    expect([await status('/greeting'), await status('/health/ready'), await status('/health')]).toEqual([
      200, 200, 503,
    ]);
    const refused = await publish(greetingPage({ version: '1.1.0', text: 'Later' }));
    expect([refused.statusCode, refused.json().code]).toEqual([503, 'server/database-away']);
    await postgres.start();
    expect((await publish(greetingPage({ version: '1.1.0', text: 'Later' }))).statusCode).toBe(200);
    expect((await server.app.inject('/greeting')).body).toContain('Later</h1>');
  });

  it('refuses what PostgreSQL cannot store as a mistake of the request', async () => {
    const { app, admin } = await temporaryServer({ DATABASE_URL: await postgres.database() });
    const answer = await app.inject({ method: 'POST', url: '/api/v1/keys/%00/revoke', headers: admin });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'request/invalid']);
  });

  it.each([
    ['postgres://studio@127.0.0.1:9/none', 'nothing answers at the address in DATABASE_URL'],
    ['no-such-database', 'the database in DATABASE_URL does not exist'],
  ])('says why it cannot start with %s', async (name, reason) => {
    const DATABASE_URL = name.includes(':') ? name : (await postgres.database()).replace(/[^/]*$/, name);
    const server = start('./start.ts', { DATABASE_URL, DATA_DIR: await temporaryFolder() });
    expect(await saying(server, 'cannot start')).toContain(reason);
  });
});

describe('several servers on one database (P9)', () => {
  /** Each in a process of its own, as behind a load balancer. */
  async function process(environment: Readonly<Record<string, string>>) {
    const DATA_DIR = await temporaryFolder();
    const server = start('./start.ts', { DATA_DIR, WRITE_BURST: '1000', ...environment });
    onTestFinished(() => ended(server, 'SIGKILL'));
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(await saying(server, 'answers at'))?.[0] ?? '';
    const token = readFileSync(join(DATA_DIR, 'admin-token'), 'utf8').trim();
    const post = (path: string, body: object): Promise<Response> =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const page = async (): Promise<string> => (await fetch(`${url}/greeting`)).text();
    return { post, page };
  }

  it('show what one of them published, told by Redis, and without it', async () => {
    const redis = await temporaryRedis(onTestFinished);
    const environment = { DATABASE_URL: await postgres.database(), REDIS_URL: redis.url };
    const [one, other] = await Promise.all([process(environment), process(environment)]);
    const person = signingPair();
    await one.post('/api/v1/keys', { name: 'Ada', publicKey: person.pem });
    const publish = async (by: typeof one, text: string, version: string): Promise<void> => {
      const answer = await by.post('/api/v1/releases', signedRelease(greetingPage({ text, version }), person));
      expect(answer.status, await answer.text()).toBe(200);
      // Who answered shows it already; the other does as soon as it heard of it.
      expect(await by.page()).toContain(`${text}</h1>`);
    };
    await publish(one, 'First', '1.0.0');
    await expect.poll(other.page).toContain('First</h1>');
    await publish(other, 'Second', '1.1.0');
    await expect.poll(one.page).toContain('Second</h1>');
    await redis.kill();
    await publish(one, 'Third', '1.2.0');
    await expect.poll(other.page).toContain('Third</h1>');
    await redis.start();
    await publish(other, 'Fourth', '1.3.0');
    await expect.poll(one.page).toContain('Fourth</h1>');
  });

  it('show it told by PostgreSQL, and when nobody hears that', async () => {
    const DATABASE_URL = await postgres.database();
    const [one, other] = [await publishingServer({ DATABASE_URL }), await temporaryServer({ DATABASE_URL })];
    const shown = async (): Promise<string> => (await other.app.inject('/greeting')).body;
    await one.publish(greetingPage());
    await expect.poll(shown).toContain('Hello</h1>');
    await postgres.run(
      DATABASE_URL,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()",
    );
    await one.publish(greetingPage({ version: '1.1.0', text: 'Newer' }));
    await expect.poll(shown).toContain('Newer</h1>');
    expect(other.log()).not.toContain('"level":50');
  });

  it('never let two versions go live in the place of one, nor work on a repeated request twice', async () => {
    const DATABASE_URL = await postgres.database();
    const one = await publishingServer({ DATABASE_URL });
    const other = await temporaryServer({ DATABASE_URL, WRITE_BURST: '1000' });
    const first = (await one.publish(greetingPage())).json();
    const send = (at: number, headers: Record<string, string>, version: number) => {
      const { app, admin } = at % 2 ? one.server : other;
      const text = greetingPage({ version: `1.${version}.0`, text: `Version ${version}` });
      const payload = signedRelease(text, one.person);
      return app.inject({ method: 'POST', url: '/api/v1/releases', headers: { ...admin, ...headers }, payload });
    };
    const rivals = await Promise.all([1, 2, 3, 4].map((at) => send(at, { 'if-match': `"${first.versionHash}"` }, at)));
    expect(rivals.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 412, 412, 412]);
    const repeats = await Promise.all([1, 2, 3, 4].map((at) => send(at, { 'idempotency-key': 'one' }, 9)));
    expect(repeats.every(({ statusCode }) => statusCode === 200 || statusCode === 409)).toBe(true);
    const rows = await postgres.run(DATABASE_URL, 'SELECT version FROM "release" ORDER BY version');
    expect(rows).toHaveLength(3);
    expect(await postgres.run(DATABASE_URL, 'SELECT seq FROM outbox ORDER BY seq')).toHaveLength(3);
    const won = rivals.find(({ statusCode }) => statusCode === 200)?.json().semver;
    expect(rows.map(({ version }) => version)).toEqual(['1.0.0', won, '1.9.0'].toSorted());
  });
});

describe('read replicas (P2)', () => {
  it('answer in turn whoever only reads; whoever may write reads their own writes; one that is lost costs nothing', async () => {
    const DATABASE_URL = await postgres.database();
    const replica = await postgres.replica();
    const copy = replica.at(DATABASE_URL);
    const { server, publish } = await publishingServer({ DATABASE_URL, READ_REPLICAS: `${copy}, ${copy}` });
    const made = await server.app.inject({
      method: 'POST',
      url: '/api/v1/tokens',
      headers: server.admin,
      payload: { name: 'reader', scopes: ['releases:read'] },
    });
    const reader = { authorization: `Bearer ${made.json().token}` };
    const live = async (headers: Readonly<Record<string, string>>): Promise<readonly string[]> =>
      (await server.app.inject({ url: '/api/v1/releases', headers }))
        .json()
        .map((one: { semver: string }) => one.semver);
    await publish(greetingPage());
    await expect.poll(() => live(reader)).toEqual(['1.0.0']);
    // A replica that lags, for as long as we like.
    await replica.run(copy, 'SELECT pg_wal_replay_pause()');
    await publish(greetingPage({ version: '1.1.0' }));
    expect([await live(reader), await live(reader), await live(server.admin)]).toEqual([
      ['1.0.0'],
      ['1.0.0'],
      ['1.1.0'],
    ]);
    // What it does not have yet is no reason to show a page without its styles.
    const html = (await server.app.inject('/greeting')).body;
    const [, sheet = ''] = /<link rel="stylesheet" href="([^"]*)"/.exec(html) ?? [];
    expect((await server.app.inject(sheet)).statusCode).toBe(200);
    const health = (await server.app.inject({ url: '/health', headers: server.admin })).json();
    const opened = health.checks.storage.pools.map((pool: { name: string; open: number }) => [
      pool.name,
      pool.open > 0,
    ]);
    expect(opened).toEqual([
      ['primary', true],
      ['replica-1', true],
      ['replica-2', true],
    ]);
    await replica.kill();
    for (const _ of [1, 2, 3]) expect(await live(reader)).toEqual(['1.1.0']);
    expect(server.log()).not.toContain('"level":50');
  });
});
