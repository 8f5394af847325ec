import { spawn } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { greetingPage } from './testing/pages.ts';
import { type TemporaryPostgres, temporaryPostgres } from './testing/postgres.ts';
import { saying } from './testing/processes.ts';
import { publishingServer, temporaryFolder, temporaryServer } from './testing/temporary-server.ts';

let postgres: TemporaryPostgres;
beforeAll(async () => {
  postgres = await temporaryPostgres();
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
