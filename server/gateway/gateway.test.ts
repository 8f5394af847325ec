import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openStorage, verifyAudit } from '../storage/index.ts';
import { temporaryFolder, temporaryServer } from '../testing/temporary-server.ts';
import { commonHeaders } from './headers.ts';

const json = { 'content-type': 'application/json' };

describe('gateway (S8, S9)', () => {
  it('sends its headers with every answer, whatever the answer is', async () => {
    const { app, admin } = await temporaryServer();
    for (const request of [
      { url: '/health/live' },
      { url: '/nowhere' },
      { url: '/api/v1/keys' },
      { method: 'POST' as const, url: '/api/v1/keys', headers: { ...admin, ...json }, payload: '{' },
      { method: 'DELETE' as const, url: '/api/v1/keys' },
    ]) {
      const { headers } = await app.inject(request);
      expect(headers).toMatchObject({
        'x-frame-options': 'DENY',
        'x-content-type-options': commonHeaders['x-content-type-options'],
        'referrer-policy': 'no-referrer',
      });
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['strict-transport-security']).toBeUndefined();
    }
  });

  it.each([
    ['GET', '/%', 400, 'request/invalid'],
    ['GET', '/%ff', 400, 'request/invalid'],
    ['GET', '/api/v1/nothing', 404, 'request/not-found'],
    ['POST', '/api/v1/nothing', 404, 'request/not-found'],
    ['PUT', '/', 404, 'request/not-found'],
    ['DELETE', '/api/v1/keys', 404, 'request/not-found'],
  ] as const)('answers %s %s with a code and its headers', async (method, url, status, code) => {
    const { app } = await temporaryServer();
    const reply = await app.inject({ method, url });
    expect([reply.statusCode, reply.json().code, reply.headers['x-frame-options']]).toEqual([status, code, 'DENY']);
  });

  it('asks for TLS only where there is TLS', async () => {
    const { app } = await temporaryServer({ BASE_URL: 'https://orders.example' });
    const { headers } = await app.inject('/health/live');
    expect(headers['strict-transport-security']).toContain('max-age=63072000');
  });

  it('refuses a route that does not say who may call it', async () => {
    const { requirePermissions } = await import('./permissions.ts');
    const { default: fastify } = await import('fastify');
    const app = fastify();
    requirePermissions(app);
    expect(() => app.get('/secret', () => 'x')).toThrow('GET /secret states no permission');
  });

  it.each([
    ['no token', {}, 'auth/missing'],
    ['another scheme', { authorization: 'Basic YTpi' }, 'auth/missing'],
    ['a wrong token', { authorization: `Bearer ${'x'.repeat(43)}` }, 'auth/invalid'],
    ['an empty token', { authorization: 'Bearer ' }, 'auth/missing'],
    ['what cannot be a token', { authorization: 'Bearer not a token' }, 'auth/invalid'],
  ])('refuses %s', async (_, headers, code) => {
    const { app } = await temporaryServer();
    const reply = await app.inject({ url: '/api/v1/keys', headers });
    expect([reply.statusCode, reply.json().code]).toEqual([401, code]);
  });

  it('makes whoever guesses tokens wait, and lets others in', async () => {
    const { app, admin } = await temporaryServer({ FAILED_SIGN_INS_PER_MINUTE: '3', PLAIN_HTTP: 'allow' });
    const guess = () => app.inject({ url: '/api/v1/keys', headers: { authorization: 'Bearer guess' } });
    for (const _ of [1, 2, 3]) expect((await guess()).statusCode).toBe(401);
    const refused = await guess();
    expect([refused.statusCode, refused.json().code]).toEqual([429, 'request/too-many']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    const other = await app.inject({ url: '/api/v1/keys', headers: admin, remoteAddress: '10.1.1.1' });
    expect(other.statusCode).toBe(200);
  });

  it('counts wrong passwords and refresh tokens of one address together with wrong tokens, whoever they are for', async () => {
    const { app } = await temporaryServer({ FAILED_SIGN_INS_PER_MINUTE: '4' });
    const post = (url: string, payload: object) => app.inject({ method: 'POST', url, payload });
    for (const name of ['ada', 'grace'])
      expect((await post('/api/v1/sign-in', { name, password: 'a guess' })).json().code).toBe('auth/wrong');
    expect((await post('/api/v1/refresh', { refreshToken: 'guess' })).json().code).toBe('auth/invalid');
    await app.inject({ url: '/api/v1/keys', headers: { authorization: 'Bearer guess' } });
    for (const name of ['ada', 'edith'])
      expect((await post('/api/v1/sign-in', { name, password: 'a guess' })).json().code).toBe('request/too-many');
    expect((await app.inject('/health/live')).statusCode).toBe(200);
  });

  it.each([
    ['broken JSON', '{"a":', json, 400, 'request/invalid'],
    ['a prototype key', '{"a":{"__proto__":{"x":1}}}', json, 400, 'request/invalid'],
    ['a constructor key', '{"constructor":{"prototype":1}}', json, 400, 'request/invalid'],
    ['100,000 brackets', '['.repeat(100_000), json, 400, 'request/too-deep'],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22]), json, 400, 'request/invalid'],
    ['no body', '', json, 400, 'request/invalid'],
    ['an unknown property', '{"name":"a","publicKey":"b","admin":true}', json, 400, 'request/invalid'],
    ['a number for a text', '{"name":1,"publicKey":"b"}', json, 400, 'request/invalid'],
    ['a form', 'name=a', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'request/content-type'],
    ['no content type', '{}', { 'content-type': '' }, 415, 'request/content-type'],
    ['2 MiB', `"${'x'.repeat(2 ** 21)}"`, json, 413, 'request/too-large'],
  ])('refuses %s', async (_, payload, headers, status, code) => {
    const { app, admin } = await temporaryServer();
    const reply = await app.inject({ method: 'POST', url: '/api/v1/keys', headers: { ...admin, ...headers }, payload });
    expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
    expect(Object.keys(reply.json()).sort()).toEqual(['code', 'message']);
    expect((await app.inject('/health/live')).statusCode).toBe(200);
  });

  it('slows down too many changes', async () => {
    const now = new Date();
    const { app, admin } = await temporaryServer({ WRITES_PER_SECOND: '1', WRITE_BURST: '2' }, () => now);
    const write = () =>
      app.inject({
        method: 'POST',
        url: '/api/v1/tokens',
        headers: admin,
        payload: { name: 'x', scopes: ['releases:read'] },
      });
    const statuses = [await write(), await write(), await write()].map(({ statusCode }) => statusCode);
    expect(statuses).toEqual([201, 201, 429]);
  });

  it('drops a client that never finishes its headers', async () => {
    const { url } = await temporaryServer({ HEADERS_TIMEOUT_SECONDS: '1', REQUEST_TIMEOUT_SECONDS: '1' });
    const { port } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('GET /health/live HTTP/1.1\r\nHost: x\r\n');
    socket.on('error', () => {});
    let said = '';
    socket.on('data', (chunk) => {
      said += chunk;
    });
    await once(socket, 'close');
    expect(said).toContain('408');
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });

  it('refuses halves of characters, which nothing can be hashed with', async () => {
    const { app, admin } = await temporaryServer();
    const headers = { ...admin, ...json };
    const post = (payload: string) => app.inject({ method: 'POST', url: '/api/v1/keys', headers, payload });
    const refused = await post('{"name":"\\ud800","publicKey":"x"}');
    expect([refused.statusCode, refused.json().code]).toEqual([400, 'request/invalid']);
    expect(refused.json().message).toContain('half of a character');
    expect((await post('{"name":"\\ud83d\\ude00 \\\\ud800","publicKey":"x"}')).json().code).toBe('key/invalid');
  });

  it('survives garbage instead of HTTP', async () => {
    const { url } = await temporaryServer();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let said = '';
    socket.on('data', (chunk) => (said += chunk));
    socket.on('error', () => {});
    socket.write('\x16\x03\x01\x02\x00 not http at all\r\n\r\n');
    await once(socket, 'close');
    expect(said).toContain('400');
    expect(said).toContain('x-frame-options: DENY');
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });

  it('never logs a token or a query', async () => {
    const { app, admin, log } = await temporaryServer();
    await app.inject({ url: '/api/v1/keys?email=ada@example.com', headers: admin });
    expect(log()).toContain('/api/v1/keys');
    expect(log()).not.toContain('ada@example.com');
    expect(log()).not.toContain(admin.authorization.slice('Bearer '.length));
  });
});

describe('audit', () => {
  it('tells of changes and denied attempts in one unbroken chain', async () => {
    const dataDir = await temporaryFolder();
    const { app, admin, close } = await temporaryServer({ DATA_DIR: dataDir });
    await app.inject({
      method: 'POST',
      url: '/api/v1/tokens',
      headers: admin,
      payload: { name: 'CI', scopes: ['releases:read'] },
    });
    await app.inject({ method: 'POST', url: '/api/v1/keys', payload: { name: 'x', publicKey: 'y' } });
    await app.inject({ method: 'POST', url: '/api/v1/keys', headers: admin, payload: { name: 'x', publicKey: 'y' } });
    await close();
    const { db, close: closeStorage } = await openStorage(dataDir);
    const rows = await db.selectFrom('audit').selectAll().orderBy('seq').execute();
    expect(rows.map(({ actor, action, outcome, reason }) => [actor, action, outcome, reason])).toEqual([
      ['admin', 'token.create', 'done', ''],
      ['anonymous', 'key.register', 'denied', 'auth/missing'],
      ['admin', 'key.register', 'denied', 'key/invalid'],
    ]);
    expect(await verifyAudit(db)).toMatchObject({ intact: true, entries: 3 });
    await closeStorage();
  });
});
