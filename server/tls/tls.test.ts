import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { connect as connectHttp2, constants } from 'node:http2';
import { request as secureRequest } from 'node:https';
import { connect as connectPlain } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type ConnectionOptions, connect, type PeerCertificate } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { type TestCertificate, testCertificate } from '../testing/certificate.ts';
import { greetingPage } from '../testing/pages.ts';
import { type Publisher, publishingServer, temporaryFolder, temporaryServer } from '../testing/temporary-server.ts';

const ends: (() => void | Promise<void>)[] = [];
let folder: string;
let files: TestCertificate;
let site: Publisher;
let port: number;

beforeAll(async () => {
  folder = await temporaryFolder((end) => ends.push(end));
  files = testCertificate(folder);
  site = await publishingServer(
    {
      TLS_CERT: files.certificate,
      TLS_KEY: files.key,
      TLS_LOOK_SECONDS: '1',
      HEADERS_TIMEOUT_SECONDS: '2',
      REQUEST_TIMEOUT_SECONDS: '2',
    },
    undefined,
    (end) => ends.push(end),
  );
  port = Number(new URL(site.server.url).port);
  expect((await site.publish(greetingPage())).statusCode).toBe(200);
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

/** What was agreed on; throws when nothing was. */
async function agreed(options: ConnectionOptions) {
  const socket = connect({ host: '127.0.0.1', port, ca: files.authority, ...options });
  await once(socket, 'secureConnect');
  const { alpnProtocol } = socket;
  const facts = { alpnProtocol, protocol: socket.getProtocol(), cipher: socket.getCipher().name };
  socket.destroy();
  return facts;
}

const served = async (): Promise<PeerCertificate> => {
  const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const certificate = socket.getPeerCertificate();
  socket.destroy();
  return certificate;
};

/** One request over HTTP/2. */
async function overHttp2(path: string, headers: Record<string, string> = {}, body?: string) {
  const session = connectHttp2(`https://localhost:${port}`, { ca: files.authority });
  try {
    const stream = session.request({ ':path': path, ...headers });
    const answered = once(stream, 'response') as Promise<[Record<string, string | number>]>;
    stream.end(body);
    const [answer] = await answered;
    return { status: answer[':status'], headers: answer, text: await text(stream) };
  } finally {
    session.close();
  }
}

describe('TLS in this process (S9)', () => {
  it('refuses what is older than 1.2 and takes 1.2 and 1.3', async () => {
    // A client that would itself take part in the old versions.
    const old = { ciphers: 'DEFAULT@SECLEVEL=0', minVersion: 'TLSv1' } as const;
    for (const maxVersion of ['TLSv1', 'TLSv1.1'] as const)
      await expect(agreed({ ...old, maxVersion })).rejects.toThrow(/protocol version|unsupported protocol/i);
    const protocols = ['TLSv1.2', 'TLSv1.3'] as const;
    for (const version of protocols) {
      expect((await agreed({ minVersion: version, maxVersion: version })).protocol).toBe(version);
    }
  });

  it('agrees on ciphers and groups that keep what was said secret only', async () => {
    const second = { maxVersion: 'TLSv1.2' } as const;
    for (const ciphers of ['AES128-GCM-SHA256', 'ECDHE-ECDSA-AES128-SHA256', 'DHE-RSA-AES128-GCM-SHA256'])
      await expect(agreed({ ...second, ciphers })).rejects.toThrow(/handshake failure/i);
    expect((await agreed(second)).cipher).toMatch(/^ECDHE-ECDSA-.*(GCM|POLY1305)/);
    for (const ecdhCurve of ['X25519', 'P-256']) expect((await agreed({ ecdhCurve })).protocol).toBe('TLSv1.3');
    await expect(agreed({ ecdhCurve: 'P-521' })).rejects.toThrow(/handshake failure/i);
  });

  it('speaks HTTP/2, with everything that HTTP/1.1 has: pages, headers, refusals, changes', async () => {
    expect((await agreed({ ALPNProtocols: ['h2', 'http/1.1'] })).alpnProtocol).toBe('h2');
    const page = await overHttp2('/greeting');
    expect(page.status).toBe(200);
    expect(page.text).toContain('<h1');
    expect(page.headers['strict-transport-security']).toContain('max-age=63072000');
    expect((await overHttp2('/api/v1/keys')).status).toBe(401);
    const keys = await overHttp2(
      '/api/v1/tokens',
      { ':method': 'POST', 'content-type': 'application/json', ...site.server.admin },
      JSON.stringify({ name: 'CI', scopes: ['releases:read'] }),
    );
    expect([keys.status, JSON.parse(keys.text)]).toMatchObject([201, { name: 'CI' }]);
  });

  it('speaks HTTP/1.1 to whoever knows nothing newer', async () => {
    const request = secureRequest({ host: '127.0.0.1', port, path: '/greeting', ca: files.authority }).end();
    const [reply] = await once(request, 'response');
    expect([reply.statusCode, reply.httpVersion, (await text(reply)).includes('<h1')]).toEqual([200, '1.1', true]);
  });

  it('hangs up on plain HTTP', async () => {
    const socket = connectPlain(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk)).on('error', () => {});
    await once(socket, 'close');
    expect(answer).not.toContain('HTTP/1.1 200');
  });

  it('gives up a request of HTTP/2 that never arrives, and answers the others', async () => {
    const session = connectHttp2(`https://localhost:${port}`, { ca: files.authority });
    const slow = session.request({
      ':method': 'POST',
      ':path': '/api/v1/tokens',
      'content-type': 'application/json',
      ...site.server.admin,
    });
    slow.write('{"name":');
    slow.on('error', () => {});
    const closed = once(slow, 'close');
    expect((await overHttp2('/health/live')).status).toBe(200);
    await closed;
    expect(slow.rstCode).not.toBe(constants.NGHTTP2_NO_ERROR);
    session.destroy();
  });

  it('takes a renewed certificate without a restart, and keeps the one it has while the files do not fit', async () => {
    const before = await served();
    const key = readFileSync(files.key, 'utf8');
    writeFileSync(files.key, 'half of a key');
    await expect.poll(() => site.server.log()).toContain('The certificate in use stays');
    expect((await served()).fingerprint256).toBe(before.fingerprint256);
    writeFileSync(files.key, key);
    files = testCertificate(folder, 7);
    await expect.poll(async () => (await served()).fingerprint256).not.toBe(before.fingerprint256);
    await expect.poll(() => site.server.log()).toContain('expires in 7 days');
    expect((await overHttp2('/greeting')).status).toBe(200);
  });

  it('stops while a connection is open', async () => {
    const own = await temporaryServer({ TLS_CERT: files.certificate, TLS_KEY: files.key });
    const session = connectHttp2(own.url.replace('127.0.0.1', 'localhost'), { ca: files.authority });
    await once(session, 'connect');
    const gone = once(session, 'close');
    await Promise.all([own.close(), gone]);
  });
});

describe('files of a certificate (P8)', () => {
  const problemOf = (environment: Record<string, string>): string => {
    const reading = readConfig(environment);
    return 'problems' in reading ? reading.problems.join('\n') : '';
  };

  it('are looked at before the start', async () => {
    const other = testCertificate(await temporaryFolder());
    const none = join(folder, 'none');
    const { certificate: TLS_CERT, key: TLS_KEY } = other;
    expect(problemOf({ TLS_CERT, TLS_KEY })).toBe('');
    expect(problemOf({ TLS_CERT })).toBe('Set TLS_CERT and TLS_KEY both, or neither.');
    expect(problemOf({ TLS_CERT: none, TLS_KEY })).toContain('TLS_CERT');
    expect(problemOf({ TLS_CERT, TLS_KEY: none })).toContain('cannot be read');
    expect(problemOf({ TLS_CERT: TLS_KEY, TLS_KEY })).toContain('holds no certificate');
    expect(problemOf({ TLS_CERT, TLS_KEY: TLS_CERT })).toContain('holds no private key');
    expect(problemOf({ TLS_CERT, TLS_KEY: files.key })).toBe(
      'The key in TLS_KEY is not that of the certificate in TLS_CERT.',
    );
  });
});

describe('plain HTTP from another machine (S9)', () => {
  const from = { remoteAddress: '10.0.0.9' };

  it('is sent to the public https address, or refused; probes and proxies that end TLS are answered', async () => {
    const { app } = await temporaryServer({ BASE_URL: 'https://orders.example', TRUST_PROXY: '10.1.0.0/16' });
    const visit = await app.inject({ ...from, url: '/greeting?a=1' });
    expect([visit.statusCode, visit.headers.location]).toEqual([308, 'https://orders.example/greeting?a=1']);
    const call = await app.inject({ ...from, url: '/api/v1/releases' });
    expect([call.statusCode, call.json().code]).toEqual([403, 'request/not-private']);
    expect((await app.inject({ ...from, method: 'POST', url: '/greeting' })).statusCode).toBe(403);
    expect((await app.inject({ ...from, url: '/health/ready' })).statusCode).toBe(200);
    const behind = { remoteAddress: '10.1.2.3', url: '/' };
    const forwarded = { 'x-forwarded-for': '203.0.113.7' };
    const told = async (proto: string) =>
      (await app.inject({ ...behind, headers: { ...forwarded, 'x-forwarded-proto': proto } })).statusCode;
    expect([await told('https'), await told('http')]).toEqual([200, 308]);
    // Nobody else may say that they end TLS.
    expect((await app.inject({ ...from, url: '/', headers: { 'x-forwarded-proto': 'https' } })).statusCode).toBe(308);
  });

  it('is a 403 without such an address, and allowed where the operator says so', async () => {
    const near = await temporaryServer();
    expect((await near.app.inject({ ...from, url: '/' })).statusCode).toBe(403);
    const reply = get(near.url);
    const [answer] = await once(reply, 'response');
    expect(answer.statusCode).toBe(200);
    answer.resume();
    const open = await temporaryServer({ PLAIN_HTTP: 'allow' });
    expect((await open.app.inject({ ...from, url: '/' })).statusCode).toBe(200);
  });
});
