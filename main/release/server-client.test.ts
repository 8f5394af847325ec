import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../host/web/free-port.ts';
import { failureFrom, valueFrom } from '../testing/outcomes.ts';
import { tokenAccess } from './ask-server.ts';
import { serverAddress } from './server-address.ts';
import { serverClient } from './server-client.ts';

const live = {
  documentId: 'acme/orders',
  channel: 'production',
  versionHash: 'sha256-x',
  semver: '1.0.0',
  url: 'https://pages.example/orders',
  publishedAt: '2026-03-01T10:00:00Z',
  publishedBy: 'Ada',
};

/** A server on a real port that answers as told. */
async function serving(listener: RequestListener, patience = 5_000) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return serverClient({ url: `http://127.0.0.1:${port}`, access: tokenAccess('secret'), patience });
}

const json =
  (status: number, body: unknown): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

describe('talking to a server', () => {
  it('lists what is live, with the token', async () => {
    const client = await serving((request, response) => {
      expect(request.headers.authorization).toBe('Bearer secret');
      expect(request.headers['x-correlation-id']).toMatch(/^[0-9a-f-]{36}$/);
      json(200, [live])(request, response);
    });
    expect(valueFrom(await client.live())).toEqual([live]);
  });

  it('says that it is down', async () => {
    const client = serverClient({ url: `http://127.0.0.1:${await freePort(0)}`, access: tokenAccess('x') });
    const failure = failureFrom(await client.live());
    expect(failure).toMatchObject({
      code: 'release/server-unreachable',
      message: expect.stringContaining('cannot be reached'),
    });
  });

  it.each(['secret\nsecret', 'secret 中'])('never tells a token that cannot be sent', async (token) => {
    const client = serverClient({ url: `http://127.0.0.1:${await freePort(0)}`, access: tokenAccess(token) });
    const failure = failureFrom(await client.live());
    expect(failure).toMatchObject({ code: 'release/unauthorized', message: expect.stringContaining('Copy it again') });
    expect(JSON.stringify(failure)).not.toContain('secret');
  });

  it('does not wait forever', async () => {
    const client = await serving(() => undefined, 200);
    expect(failureFrom(await client.live()).message).toContain('did not answer in time');
  });

  it('does not wait for a body that never ends', async () => {
    const client = await serving((_, response) => void response.writeHead(200).write('['), 200);
    expect(failureFrom(await client.live()).code).toBe('release/server-unreachable');
  });

  it('notices an answer that breaks off', async () => {
    const client = await serving((_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('[');
      setImmediate(() => response.destroy());
    });
    expect(failureFrom(await client.live()).code).toBe('release/server-unreachable');
  });

  it.each<readonly [string, RequestListener]>([
    ['a page of something else', (_, response) => void response.end('<h1>It works!</h1>')],
    ['an error page', (_, response) => void response.writeHead(502).end('<h1>Bad gateway</h1>')],
    ['other JSON', json(200, { hello: 'world' })],
    ['a list of something else', json(200, [{ ...live, url: 'javascript:alert(1)' }])],
    ['a redirection', (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
  ])('recognizes garbage: %s', async (_, listener) => {
    expect(failureFrom(await (await serving(listener)).live()).code).toBe('release/server-garbage');
  });

  it.each([
    [401, 'auth/invalid', 'release/unauthorized'],
    [403, 'auth/forbidden', 'release/unauthorized'],
    [403, 'approval/forged', 'release/refused'],
    [409, 'approval/outdated', 'release/refused'],
    [503, 'server/busy', 'release/server-unreachable'],
  ])('passes refusals on: %i %s', async (status, code, expected) => {
    const client = await serving(json(status, { code, message: 'The reason.', details: ['more'] }));
    const failure = failureFrom(await client.live());
    expect(failure.code).toBe(expected);
    expect(failure.message).toContain('The reason.');
    expect(failure.details).toContain(code);
  });
});

describe('a server address', () => {
  it.each([
    ['https://pages.example.com/', 'https://pages.example.com'],
    [' http://127.0.0.1:4300 ', 'http://127.0.0.1:4300'],
    ['http://localhost:4300/studio/', 'http://localhost:4300/studio'],
  ])('is kept without its end: %s', (text, expected) => {
    expect(valueFrom(serverAddress(text))).toBe(expected);
  });

  it.each([
    '',
    'pages',
    'ftp://a',
    'http://pages.example.com',
    'https://me:secret@a.example',
    'https://a.example/?x',
    'http://127.0.0.1.evil.example',
  ])('is refused where a token must not go: %j', (text) => {
    expect(failureFrom(serverAddress(text)).code).toBe('release/bad-address');
  });
});
