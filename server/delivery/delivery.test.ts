import { writeFileSync } from 'node:fs';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { greetingPage, ordersManifests, ordersPage } from '../testing/pages.ts';
import { type Publisher, publishingServer, temporaryFolder } from '../testing/temporary-server.ts';

const noon = (): Date => new Date('2026-03-02T12:00:00Z');

async function withOrders(environment: Record<string, string> = {}): Promise<Publisher> {
  const publisher = await publishingServer(environment, noon);
  const reply = await publisher.publish(ordersPage(), { bundle: { manifests: ordersManifests } });
  expect(reply.body).toContain('/shops/{shop}/orders');
  return publisher;
}

describe('a page (P5)', () => {
  it('is HTML with headers that let nothing in', async () => {
    const { server } = await withOrders();
    const reply = await server.app.inject('/shops/berlin/orders');
    expect(reply.statusCode).toBe(200);
    expect(reply.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'public, no-cache',
      'x-frame-options': 'DENY',
      'content-security-policy': expect.stringContaining("default-src 'none'; script-src 'self'"),
    });
    expect(reply.headers['vary']).toContain('Accept-Language');
    expect(reply.headers['vary']).toContain('Accept-Encoding');
    expect(reply.body).toMatch(/^<!doctype html>/i);
    expect(reply.body).toContain('berlin, all, page 1');
    expect(reply.body).toContain('EXAMPLE-1');
  });

  it('reads typed params from its address', async () => {
    const { server } = await withOrders();
    const text = async (url: string) => (await server.app.inject(url)).body;
    expect(await text('/shops/rome/orders?status=open&page=3')).toContain('rome, open, page 3');
    expect(await text('/shops/rome/orders?status=lost&page=0')).toContain('rome, all, page 1');
    expect((await server.app.inject('/shops/ROME/orders')).statusCode).toBe(404);
  });

  it('redirects a trailing slash, keeping the query, and never to another host', async () => {
    const { server, publish } = await withOrders();
    const reply = await server.app.inject('/shops/rome/orders/?page=2');
    expect([reply.statusCode, reply.headers.location]).toEqual([308, '/shops/rome/orders?page=2']);
    expect((await server.app.inject('//evil.example/')).statusCode).toBe(404);
    await publish(greetingPage({ id: 'acme/any', route: '/{any}', params: { any: { type: 'string' } } }));
    const answer = await new Promise<IncomingMessage>((resolve) =>
      get(server.url, { path: '/\\evil.example/' }, resolve),
    );
    expect([answer.statusCode, answer.headers.location]).toEqual([308, '/%5Cevil.example']);
  });

  it('speaks the language asked for', async () => {
    const { server } = await withOrders();
    const title = async (url: string, language: string) =>
      /<h1[^>]*>([^<]*)/.exec((await server.app.inject({ url, headers: { 'accept-language': language } })).body)?.[1];
    expect(await title('/shops/rome/orders', 'de-AT, en;q=0.5')).toBe('Bestellungen');
    expect(await title('/shops/rome/orders', 'fr')).toBe('Orders');
    expect(await title('/shops/rome/orders?_locale=de', 'en')).toBe('Bestellungen');
  });

  it('is known by the hash of its bytes: 304 when nothing changed, another tag when it did', async () => {
    const { server, publish } = await withOrders();
    const url = '/shops/rome/orders';
    const first = await server.app.inject(url);
    const etag = String(first.headers.etag);
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    const again = await server.app.inject({ url, headers: { 'if-none-match': etag } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    await publish(ordersPage().replaceAll('2.0.0', '2.0.1').replace('"E-mail"', '"Mail"'), {
      bundle: { manifests: ordersManifests },
    });
    const changed = await server.app.inject({ url, headers: { 'if-none-match': etag } });
    expect(changed.statusCode).toBe(200);
    expect(changed.headers.etag).not.toBe(etag);
  });

  it('is compressed when asked, and the same bytes', async () => {
    const { server } = await withOrders();
    const plain = await server.app.inject('/shops/rome/orders');
    const packed = await server.app.inject({ url: '/shops/rome/orders', headers: { 'accept-encoding': 'br' } });
    expect(packed.headers['content-encoding']).toBe('br');
    expect(packed.headers.etag).not.toBe(plain.headers.etag);
    expect(brotliDecompressSync(packed.rawPayload).toString()).toBe(plain.body);
  });

  it('answers HEAD without a body', async () => {
    const { server } = await withOrders();
    const reply = await server.app.inject({ method: 'HEAD', url: '/shops/rome/orders' });
    expect([reply.statusCode, reply.body]).toEqual([200, '']);
    expect(reply.headers.etag).toBeDefined();
  });

  it('finds its stylesheet, which never changes', async () => {
    const { server } = await withOrders();
    const address = /href="([^"]*\/styles\/[^"]*)"/.exec((await server.app.inject('/shops/rome/orders')).body)?.[1];
    const sheet = await server.app.inject(String(address));
    expect(sheet.headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(sheet.body).toContain('.ui-button');
    expect((await server.app.inject('/_ui/styles/000000000000.css')).statusCode).toBe(404);
  });

  it('shows a fixture only where fixtures are on', async () => {
    const off = await withOrders();
    expect((await off.server.app.inject('/shops/rome/orders?_fixture=base')).body).toContain('EXAMPLE-1');
    const on = await withOrders({ FIXTURES: 'on' });
    const reply = await on.server.app.inject('/shops/rome/orders?_fixture=base');
    expect(reply.body).toContain('A-1');
    expect(reply.body).not.toContain('<script>x');
    expect(reply.headers['cache-control']).toBe('no-store');
    expect((await on.server.app.inject('/shops/rome/orders?_fixture=nope')).statusCode).toBe(404);
  });

  it('is not shown to people it is not for', async () => {
    const { server, publish } = await publishingServer();
    await publish(greetingPage({ access: 'user' }));
    const reply = await server.app.inject('/greeting');
    expect(reply.statusCode).toBe(401);
    expect(reply.body).not.toContain('Hello</h1>');
  });

  it('is sent in pieces when it is large: the same bytes, known by their inputs', async () => {
    const { server, publish } = await publishingServer({}, noon);
    const children = Array.from({ length: 1_500 }, (_, at) => ({
      id: `text-${at}`,
      type: 'Text',
      props: { text: `Line ${at} of a long page, for \${ctx.now}` },
    }));
    const published = await publish(greetingPage({ view: { id: 'list', type: 'Stack', children } }));
    expect(published.statusCode).toBe(200);
    const first = await server.app.inject('/greeting');
    expect(first.rawPayload.length).toBeGreaterThan(65_536);
    const streamed = await fetch(`${server.url}/greeting`, { headers: { 'accept-encoding': 'identity' } });
    expect(streamed.headers.get('transfer-encoding')).toBe('chunked');
    expect(await streamed.text()).toBe(first.body);
    const etag = String(streamed.headers.get('etag'));
    expect(etag).toBe(first.headers.etag);
    const known = await server.app.inject({ url: '/greeting', headers: { 'if-none-match': etag } });
    expect(known.statusCode).toBe(304);
  });
});

describe('data', () => {
  it('comes from where SOURCES_FILE says, with the arguments of the page', async () => {
    const asked: string[] = [];
    const backend = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end(JSON.stringify([{ id: 'REAL-1', secret: 'undeclared' }]));
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void backend.close());
    await new Promise((resolve) => backend.once('listening', resolve));
    const host = `127.0.0.1:${(backend.address() as AddressInfo).port}`;
    const file = join(await temporaryFolder(), 'sources.json');
    writeFileSync(file, JSON.stringify({ hosts: [host], sources: { 'orders.search': { http: `http://${host}/o` } } }));
    const { server } = await withOrders({ SOURCES_FILE: file });
    const { body } = await server.app.inject('/shops/rome/orders?status=open');
    expect(body).toContain('REAL-1');
    expect(body).not.toContain('undeclared');
    expect(asked).toEqual(['/o?shop=rome&status=open']);
  });

  it('that cannot be had shows what the page says to that, and is logged', async () => {
    const file = join(await temporaryFolder(), 'sources.json');
    writeFileSync(file, JSON.stringify({ sources: { 'orders.search': { file: 'missing.json' } } }));
    const { server } = await withOrders({ SOURCES_FILE: file });
    const reply = await server.app.inject('/shops/rome/orders');
    expect([reply.statusCode, reply.body.includes('Orders are unavailable')]).toEqual([200, true]);
    expect(server.log()).toContain('"source":"orders.search"');
  });
});

describe('the server itself', () => {
  it('lists its pages where no page is, and says when there are none', async () => {
    const { server, publish } = await publishingServer();
    expect((await server.app.inject('/')).body).toContain('Nothing is published yet');
    await publish(greetingPage());
    const home = await server.app.inject('/');
    expect(home.body).toContain('href="/greeting"');
    const sheet = /href="([^"]*\/styles\/[^"]*)"/.exec(home.body)?.[1];
    expect((await server.app.inject(String(sheet))).statusCode).toBe(200);
    await publish(greetingPage({ id: 'acme/start', route: '/', text: 'Start' }));
    expect((await server.app.inject('/')).body).toContain('Start</h1>');
  });

  it('says in words that there is no page, and shows nothing it was given as markup', async () => {
    const { server } = await publishingServer();
    const reply = await server.app.inject('/<script>alert(1)</script>');
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(reply.body).toContain('There is no page here');
    expect(reply.body).not.toContain('alert(1)');
  });

  it('makes a client wait that asks too often', async () => {
    const { server } = await publishingServer({ PAGES_PER_SECOND: '1', PAGE_BURST: '2', PLAIN_HTTP: 'allow' });
    const statuses: number[] = [];
    const remoteAddress = '10.1.1.1';
    for (const _ of [1, 2, 3]) statuses.push((await server.app.inject({ url: '/', remoteAddress })).statusCode);
    expect(statuses).toEqual([200, 200, 429]);
    const asked = async (accept: string) => {
      const { headers, body } = await server.app.inject({ url: '/', remoteAddress, headers: { accept } });
      return [
        headers['content-type'],
        headers['retry-after'],
        body.length < 400,
        body.includes('Try again in a second'),
      ];
    };
    expect(await asked('*/*')).toEqual(['text/plain; charset=utf-8', '1', true, true]);
    expect(await asked('text/html,*/*;q=0.8')).toEqual(['text/html; charset=utf-8', '1', true, true]);
    expect((await server.app.inject({ url: '/', remoteAddress: '10.1.1.2' })).statusCode).toBe(200);
    for (const _ of [1, 2, 3]) expect((await server.app.inject('/')).statusCode).toBe(200);
    expect((await server.app.inject('/health/ready')).statusCode).toBe(200);
  });
});

describe('a form', () => {
  const fields = { '/email': 'ada@example.com', '/qty': '2' };

  async function opened(environment: Record<string, string> = {}) {
    const publisher = await withOrders(environment);
    const { body } = await publisher.server.app.inject('/shops/rome/orders?status=open');
    const action = /action="([^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const send = (values: Record<string, string>, headers: Record<string, string> = {}, address = action) =>
      publisher.server.app.inject({
        method: 'POST',
        url: address,
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
        payload: new URLSearchParams(values).toString(),
      });
    return { ...publisher, action, send };
  }

  it('comes back with what is wrong beside the fields, and with what was typed', async () => {
    const { send } = await opened();
    const reply = await send({ '/email': 'no-mail', '/qty': '12' });
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain('aria-invalid="true"');
    expect(reply.body).toContain('value="no-mail"');
    expect(reply.body).toContain('rome, open');
    expect(reply.headers['cache-control']).toBe('no-store');
    expect((await send({ ...fields, '/qty': '1', '/gift': 'true' })).body).toContain('A gift needs two.');
  });

  it('says that nobody takes it while no call is connected', async () => {
    const { send } = await opened();
    const reply = await send(fields);
    expect([reply.statusCode, reply.body.includes('Nobody takes this form yet')]).toEqual([501, true]);
  });

  it('hands a valid value to its call and leads back to the page', async () => {
    const bodies: string[] = [];
    const backend = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      bodies.push(body);
      response.end('{}');
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void backend.close());
    await new Promise((resolve) => backend.once('listening', resolve));
    const host = `127.0.0.1:${(backend.address() as AddressInfo).port}`;
    const file = join(await temporaryFolder(), 'sources.json');
    writeFileSync(file, JSON.stringify({ hosts: [host], calls: { 'orders.create': { http: `http://${host}/c` } } }));
    const { send } = await opened({ SOURCES_FILE: file });
    const reply = await send({ ...fields, '/__proto__': 'x', '/unknown': 'y' });
    expect([reply.statusCode, reply.headers.location]).toEqual([303, '/shops/rome/orders?status=open']);
    expect(bodies.map((body) => JSON.parse(body))).toEqual([{ email: 'ada@example.com', qty: 2, gift: false }]);
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a subdomain', { 'sec-fetch-site': 'same-site' }],
    ['another origin of an old browser', { 'sec-fetch-site': '', origin: 'https://evil.example' }],
    ['a sandboxed page', { 'sec-fetch-site': '', origin: 'null' }],
  ])('is refused when it comes from %s', async (_, headers) => {
    const { send } = await opened();
    expect((await send(fields, headers)).statusCode).toBe(403);
  });

  it('tells old and made-up addresses apart', async () => {
    const { send, action } = await opened();
    expect((await send(fields, {}, action.replace(/@[0-9a-f]{12}/, '@000000000000'))).statusCode).toBe(410);
    expect((await send(fields, {}, action.replace('/new-order/', '/other/'))).statusCode).toBe(404);
    expect((await send(fields, {}, '/_ui/nonsense')).statusCode).toBe(404);
  });

  it('takes no other content', async () => {
    const { server, action } = await opened();
    const post = (headers: Record<string, string>, payload: string) =>
      server.app.inject({ method: 'POST', url: action, headers, payload });
    expect((await post({ 'content-type': 'application/json' }, '{}')).statusCode).toBe(415);
    const huge = await post({ 'content-type': 'application/x-www-form-urlencoded' }, `a=${'x'.repeat(2 ** 21)}`);
    expect(huge.statusCode).toBe(413);
    expect((await server.app.inject('/health/live')).statusCode).toBe(200);
  });
});
