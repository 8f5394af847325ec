import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { signedInPerson } from '../testing/people.ts';
import { temporaryFolder, temporaryServer } from '../testing/temporary-server.ts';

const json = { 'content-type': 'application/json' };

describe('limits of the API (S7)', () => {
  const begun = Date.UTC(2026, 0, 1);

  it('are told with every answer, and the one that is reached with 429', async () => {
    let time = begun;
    const { app, admin } = await temporaryServer({}, () => new Date(time));
    const write = () =>
      app.inject({ method: 'POST', url: '/api/v1/keys', headers: { ...admin, ...json }, payload: '{}' });
    const first = await write();
    expect(first.headers).toMatchObject({
      'ratelimit-policy': '"write";q=20;w=2, "api";q=100;w=360',
      ratelimit: '"write";r=19;t=1, "api";r=99;t=4',
    });
    for (let at = 1; at < 20; at += 1) expect((await write()).statusCode).toBe(400);
    const refused = await write();
    expect([refused.statusCode, refused.json().code, refused.headers['retry-after']]).toEqual([
      429,
      'request/too-many',
      '1',
    ]);
    expect(refused.headers['ratelimit']).toBe('"write";r=0;t=2');
    time += 1_000;
    for (let at = 0; at < 10; at += 1) expect((await write()).statusCode).toBe(400);
    expect((await write()).statusCode).toBe(429);
  });

  it('count each address, each caller and each place by itself', async () => {
    const server = await temporaryServer({ READ_BURST: '1', PLAIN_HTTP: 'allow' }, () => new Date(begun));
    const { app, admin } = server;
    const viewer = await signedInPerson(server, 'viewer');
    const read = async (url: string, headers: object, remoteAddress = '127.0.0.1') =>
      (await app.inject({ url, headers: { ...headers }, remoteAddress })).statusCode;
    expect([await read('/api/v1/keys', admin), await read('/api/v1/keys', admin)]).toEqual([200, 429]);
    expect(await read('/api/v1/releases', admin)).toBe(200);
    expect(await read('/api/v1/keys', viewer.headers)).toBe(200);
    expect(await read('/api/v1/keys', viewer.headers, '10.0.0.7')).toBe(200);
    expect(await read('/api/v1/keys', viewer.headers, '10.0.0.7')).toBe(429);
  });

  it('count each tenant by itself', async () => {
    const file = join(await temporaryFolder(), 'tenants.json');
    writeFileSync(file, '{"tenants":{"acme":{"hosts":["acme.example"]},"bolt":{"hosts":["bolt.example"]}}}');
    const environment = { TENANTS_FILE: file, READ_BURST: '1', TENANT_PAGES_PER_SECOND: '1', TENANT_PAGE_BURST: '2' };
    const { app, admin } = await temporaryServer(environment, () => new Date(begun));
    const read = async (url: string, host: string) =>
      (await app.inject({ url, headers: { ...admin, host } })).statusCode;
    expect([await read('/api/v1/keys', 'acme.example'), await read('/api/v1/keys', 'acme.example')]).toEqual([
      200, 429,
    ]);
    expect(await read('/api/v1/keys', 'bolt.example')).toBe(200);
    const pages = async (host: string) => [await read('/', host), await read('/', host), await read('/', host)];
    expect(await pages('acme.example')).toEqual([200, 200, 429]);
    expect(await pages('bolt.example')).toEqual([200, 200, 429]);
  });

  it('allow a signed-in caller a thousand requests in an hour, a hundred of them at once', async () => {
    let time = begun;
    const { app, admin } = await temporaryServer({}, () => new Date(time));
    let answered = 0;
    const urls = ['/api/v1/keys', '/api/v1/releases', '/api/v1/tokens'];
    const readAll = async () => {
      for (;;) {
        const { statusCode } = await app.inject({ url: urls[answered % 3]!, headers: admin });
        if (statusCode !== 200) return statusCode;
        answered += 1;
      }
    };
    expect([await readAll(), answered]).toEqual([429, 100]);
    time += 36_000;
    expect([await readAll(), answered]).toEqual([429, 110]);
  });

  it('hold back neither health nor metrics, whatever else is held back', async () => {
    const { app, admin } = await temporaryServer({ API_BURST: '1', READ_BURST: '1' }, () => new Date(begun));
    for (const url of ['/health', '/health', '/health/ready', '/metrics', '/metrics', '/health']) {
      const { statusCode, headers } = await app.inject({ url, headers: admin });
      expect([url, statusCode, headers['ratelimit']]).toEqual([url, 200, undefined]);
    }
  });

  it('hold back whoever signs in too often from one place, and those who are not signed in by their place only', async () => {
    const { app } = await temporaryServer({ WRITE_BURST: '2', TRUST_PROXY: 'loopback' }, () => new Date(begun));
    const refresh = async (client: string) => {
      const headers = { ...json, 'x-forwarded-for': client, 'x-forwarded-proto': 'https' };
      const payload = { refreshToken: 'x' };
      return (await app.inject({ method: 'POST', url: '/api/v1/refresh', headers, payload })).statusCode;
    };
    expect([await refresh('10.0.0.1'), await refresh('10.0.0.1'), await refresh('10.0.0.1')]).toEqual([401, 401, 429]);
    expect(await refresh('10.0.0.2')).toBe(401);
  });
});
