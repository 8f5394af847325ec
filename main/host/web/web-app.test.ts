import { request as httpRequest } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Handlers, ok } from '#contract';
import { createEvents } from '../../rpc/events.ts';
import type { Studio } from '../../studio.ts';
import { contentSecurityPolicy } from '../app-files.ts';
import { freePort } from './free-port.ts';
import { createSession } from './session.ts';
import { createWebApp } from './web-app.ts';

const png = Buffer.from('89504e47', 'hex');
const pictureName = `sha256-${'A'.repeat(43)}`;

/** A host on a real port, with a studio that knows two calls, one picture and one asset. */
async function host() {
  const lines: string[] = [];
  const events = createEvents(() => undefined);
  const handlers = {
    'settings.get': async () => ok({ author: 'Ada', appearance: 'system', rows: 'dense' }),
    'app.about': async () => {
      throw new Error('secret detail');
    },
  } as unknown as Handlers;
  const studio: Studio = {
    handlers,
    on: events.on,
    project: () => null,
    picture: (hash) => (hash === pictureName ? png : null),
    asset: async (address) => (address.endsWith('/a.png') ? { bytes: png, type: 'image/png' } : null),
    close: async () => undefined,
  };
  const port = await freePort(0);
  const session = createSession(port);
  const files = (address: string) =>
    address === '/' ? { bytes: Buffer.from('<!doctype html>'), type: 'text/html' } : null;
  const app = createWebApp({ studio, session, port, files, report: (line) => lines.push(line) });
  await app.listen({ host: '127.0.0.1', port });
  onTestFinished(() => app.close());
  return { port, session, lines, emit: events.emit };
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** A request with exactly these headers; `fetch` would not let us forge them. */
function send(port: number, path: string, headers: Record<string, string> = {}, body?: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      port,
      path,
      headers,
      host: '127.0.0.1',
      method: body === undefined ? 'GET' : 'POST',
    });
    request.on('error', reject).on('response', (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

async function signedIn() {
  const started = await host();
  const { port, session } = started;
  const cookie = String((await send(port, `/?token=${session.token}`)).headers['set-cookie']).split(';')[0] ?? '';
  const own = {
    cookie,
    origin: `http://127.0.0.1:${port}`,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/json',
  };
  return { ...started, cookie, own };
}

describe('the web host', () => {
  it.each(['//', '//?token=x', '/\\', '/%'])('leads an address like %s nowhere, and does not fail', async (path) => {
    const { port } = await host();
    expect((await send(port, path)).status).toBeOneOf([400, 401]);
  });

  it('takes the token once, for a cookie scripts cannot read', async () => {
    const { port, session } = await host();
    expect((await send(port, '/')).status).toBe(401);
    expect((await send(port, '/?token=wrong')).status).toBe(401);
    const first = await send(port, `/?token=${session.token}`);
    expect(first.status).toBe(303);
    expect(String(first.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict; Path=\//);
    expect((await send(port, `/?token=${session.token}`)).status).toBe(401);
  });

  it('serves the window under a strict policy', async () => {
    const { port, cookie } = await signedIn();
    const page = await send(port, '/', { cookie });
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toBe(contentSecurityPolicy);
    expect((await send(port, '/../package.json', { cookie })).status).toBe(404);
    expect((await send(port, '/%2e%2e/package.json', { cookie })).status).toBe(404);
  });

  it('answers calls of its own window', async () => {
    const { port, own } = await signedIn();
    const { status, body } = await send(port, '/call/settings.get', own, {});
    expect([status, JSON.parse(body)]).toEqual([
      200,
      { ok: true, value: { author: 'Ada', appearance: 'system', rows: 'dense' } },
    ]);
  });

  it.each([
    ['another page', { origin: 'https://evil.example' }],
    ["the preview's frame", { origin: 'null' }],
    ['a program that states no origin', { origin: '' }],
    ['another site by its own word', { 'sec-fetch-site': 'cross-site' }],
  ])('refuses calls of %s', async (_, forged) => {
    const { port, own } = await signedIn();
    const { body } = await send(port, '/call/settings.get', { ...own, ...forged }, {});
    expect(JSON.parse(body)).toMatchObject({ ok: false, failure: { code: 'request/refused' } });
  });

  it('refuses whoever has no session, or came by another name', async () => {
    const { port, own } = await signedIn();
    expect((await send(port, '/call/settings.get', { ...own, cookie: `schema_studio_${port}=guess` }, {})).status).toBe(
      401,
    );
    expect((await send(port, '/events', {})).status).toBe(401);
    expect((await send(port, '/', { ...own, host: 'evil.example' })).status).toBe(421);
    expect((await send(port, '/_ui/assets/0123456789ab/a.png', { host: 'evil.example' })).status).toBe(421);
  });

  it('refuses malformed requests with the reason', async () => {
    const { port, own } = await signedIn();
    for (const [name, body] of [
      ['settings.get', { extra: 1 }],
      ['document.open', { path: 7 }],
      ['no.such', {}],
      ['__proto__', {}],
    ] as const) {
      const answer = JSON.parse((await send(port, `/call/${name}`, own, body)).body);
      expect(answer, name).toMatchObject({ ok: false, failure: { code: 'request/invalid' } });
    }
  });

  it('keeps our mistakes to itself, under an id', async () => {
    const { port, own, lines } = await signedIn();
    const { failure } = JSON.parse((await send(port, '/call/app.about', own, {})).body);
    expect(failure.code).toBe('internal/error');
    expect(JSON.stringify(failure)).not.toContain('secret detail');
    expect(lines.join('\n')).toContain(failure.details);
    expect(lines.join('\n')).toContain('secret detail');
  });

  it('streams events', async () => {
    const { port, cookie, emit } = await signedIn();
    const stream = await fetch(`http://127.0.0.1:${port}/events`, { headers: { cookie } });
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toContain('ready');
    emit('visual.progress', { run: {} as never, done: 3, skipped: 0, secondsLeft: null });
    expect((await reader.read()).value).toBe(
      'event: visual.progress\ndata: {"run":{},"done":3,"skipped":0,"secondsLeft":null}\n\n',
    );
    await reader.cancel();
  });

  it('serves pictures to its window, and assets to frames without a cookie', async () => {
    const { port, cookie } = await signedIn();
    expect((await send(port, `/pictures/${pictureName}.png`, { cookie })).headers['content-type']).toBe('image/png');
    expect((await send(port, `/pictures/${pictureName}.png`, { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(
      404,
    );
    expect((await send(port, '/pictures/..%2f..%2fstudio.db', { cookie })).status).toBe(404);
    const asset = await send(port, '/_ui/assets/0123456789ab/a.png');
    expect([asset.status, asset.headers['access-control-allow-origin']]).toEqual([200, '*']);
  });

  it('takes the next port when the wanted one is busy', async () => {
    const { port } = await host();
    expect(await freePort(port)).not.toBe(port);
  });
});
