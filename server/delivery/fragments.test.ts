import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEngine } from '#engine';
import { publishingServer, temporaryFolder } from '../testing/temporary-server.ts';
import { hash12 } from './live-pages.ts';

const text = (id: string, value: string, more: object = {}) => ({ id, type: 'Text', props: { text: value }, ...more });

const page = (changes: object = {}, patience = '20s'): string =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'acme/report',
    version: '1.0.0',
    title: 'Report',
    route: '/reports/{year}',
    access: 'public',
    params: { year: { type: 'string', pattern: '^[0-9]{4}$' }, open: { type: 'boolean', default: true } },
    data: {
      total: { source: 'report.total', schema: { type: 'string' } },
      history: { source: 'report.history', args: { year: '${params.year}' }, schema: { type: 'string' }, load: 'lazy' },
    },
    messages: { en: { hello: 'Hello' }, de: { hello: 'Hallo' } },
    view: {
      id: 'page',
      type: 'Stack',
      children: [
        text('total', 'Total ${data.total}'),
        text('hidden', 'Secret', { if: '${!params.open}', lazy: { when: 'load' }, style: { minHeight: '1rem' } }),
        text('far', '', { style: { minHeight: '4000px' } }),
        {
          id: 'panel',
          type: 'Section',
          props: { heading: "${t('hello')}" },
          style: { minHeight: '20rem' },
          lazy: { when: 'visible', timeout: patience, placeholder: [text('wait', 'One moment')] },
          catch: [text('sorry', 'No history: ${error.status}')],
          children: [text('history', 'History ${data.history}')],
        },
        {
          id: 'bare',
          type: 'Section',
          props: { heading: 'Bare' },
          style: { minHeight: '20rem' },
          lazy: { when: 'event:never' },
          children: [text('bare-text', '${data.history}')],
        },
      ],
    },
    ...changes,
  });

const manifests = {
  sources: {
    $schema: 'https://schema-studio.dev/ui/1/sources.json',
    sources: {
      'report.total': { version: '1.0.0', result: { type: 'string' }, examples: ['12'] },
      'report.history': {
        version: '1.0.0',
        args: { type: 'object', properties: { year: { type: 'string' } } },
        result: { type: 'string' },
      },
    },
  },
} as const;

/** A source over HTTP that answers when it is told to. */
async function source(): Promise<{
  readonly url: string;
  readonly asked: string[];
  answer: 'now' | 'never' | 'wrong';
}> {
  const state = { url: '', asked: [] as string[], answer: 'now' as 'now' | 'never' | 'wrong' };
  const server = createServer((request, response) => {
    state.asked.push(request.url ?? '');
    if (state.answer === 'now')
      response.end(JSON.stringify(`of ${new URL(request.url ?? '/', 'http://x').searchParams.get('year')}`));
    if (state.answer === 'wrong') response.end('7');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/history`;
  return state;
}

async function serving(patience?: string) {
  const history = await source();
  const file = join(await temporaryFolder(), 'sources.json');
  const host = new URL(history.url).host;
  writeFileSync(file, JSON.stringify({ hosts: [host], sources: { 'report.history': { http: history.url } } }));
  const publisher = await publishingServer({ SOURCES_FILE: file });
  const reply = await publisher.publish(page({}, patience), { bundle: { manifests } });
  expect(reply.body).toContain('/reports/{year}');
  const get = (url: string, headers: Record<string, string> = {}) => publisher.server.app.inject({ url, headers });
  const { body } = await get('/reports/2026');
  const address = /hx-get="([^"]*panel[^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';
  return { ...publisher, history, get, body, address };
}

describe('the fragment route (E8)', () => {
  it('leaves lazy data alone until its fragment is asked for, then asks for nothing else', async () => {
    const { history, get, body, address } = await serving();
    expect(body).toContain('Total 12');
    const script = /<script defer="" src="([^"]*)"><\/script>/.exec(body)?.[1] ?? '';
    const file = await get(script);
    expect([file.statusCode, file.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(file.headers['content-type']).toContain('text/javascript');
    expect(body).toContain('One moment');
    expect(history.asked).toEqual([]);
    expect(address).toMatch(/^\/_ui\/acme\/report@[0-9a-f]{12}\/f\/panel\?year=2026$/);
    const reply = await get(address);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'public, no-cache',
    });
    expect(reply.body).toMatch(/^<section id="ui-panel".*History of 2026.*<\/section>$/s);
    expect(history.asked).toEqual(['/history?year=2026']);
    const again = await get(address, { 'if-none-match': String(reply.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('answers 400 without an id or address, 404 for what is unknown or hidden, 410 for what is gone', async () => {
    const { get, address } = await serving();
    const status = async (url: string) => (await get(url)).statusCode;
    const base = address.slice(0, address.indexOf('/f/'));
    expect(await status(`${base}/f/`)).toBe(400);
    expect(await status(`${base}/f`)).toBe(400);
    expect(await status('/_ui/@0123456789ab/f/panel')).toBe(400);
    expect(await status('/_ui/acme/report/f/panel')).toBe(400);
    expect(await status('/_ui/acme/nobody@0123456789ab/f/panel')).toBe(404);
    expect(await status('/_ui/..%2f..%2fetc@0123456789ab/f/panel')).toBe(404);
    expect(await status('/_ui/acme/report@0123456789ab/f/panel')).toBe(410);
    for (const wrong of ['nothing', 'total', 'panel__1', 'panel--x', '__proto__', '%00', 'a/b', 'x'.repeat(5_000)]) {
      expect(await status(`${base}/f/${wrong}`)).toBe(404);
    }
    expect(await status(`${base}/f/hidden`)).toBe(404);
    expect(await status(`${base}/f/hidden?open=true`)).toBe(404);
    expect(await status(`${base}/f/hidden?open=false`)).toBe(200);
    expect(await status(`${base}/f/panel?year=never`)).toBe(404);
    expect(await status(`${base}/f/panel`)).toBe(404);
  });

  it('shows the catch of the node when its data fails, else the error box', async () => {
    const { history, get, address } = await serving();
    history.answer = 'wrong';
    const invalid = await get(address);
    expect([invalid.statusCode, invalid.body]).toEqual([200, '<p class="ui-text">No history: 500</p>']);
    const bare = await get(address.replace('/panel', '/bare'));
    expect(bare.statusCode).toBe(200);
    expect(bare.body).toContain('<div class="ui-error" role="alert" data-code="UI9202">');
  });

  it('waits as long as the node says, then shows its catch', async () => {
    const { history, get, address } = await serving('100ms');
    history.answer = 'never';
    expect((await get(address)).body).toContain('No history: 503');
  });

  it('renders lazy nodes in place for those without scripts', async () => {
    const { get, body } = await serving();
    const link = /<noscript><a href="([^"]*)"/.exec(body)?.[1] ?? '';
    expect(link).toBe('/reports/2026?_eager=1');
    const page = await get(link);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('History of 2026');
    expect(page.body).not.toContain('One moment');
  });

  it('speaks the language of the page that asks', async () => {
    const { get, address } = await serving();
    const heading = async (headers: Record<string, string>) =>
      /<h2[^>]*>([^<]*)/.exec((await get(address, headers)).body)?.[1];
    expect(await heading({})).toBe('Hello');
    expect(await heading({ 'hx-current-url': 'http://localhost/reports/2026?_locale=de' })).toBe('Hallo');
    expect(await heading({ 'hx-current-url': 'no address' })).toBe('Hello');
  });

  it('is guarded like its page', async () => {
    const { publish, server } = await serving();
    const text = page({ id: 'acme/private', route: '/private/{year}', access: 'user' });
    expect((await publish(text, { bundle: { manifests } })).statusCode).toBe(200);
    const hex = hash12(createEngine({ manifests }).compile(text).program?.hash ?? '');
    const answer = await server.app.inject(`/_ui/acme/private@${hex}/f/panel?year=2026`);
    expect([answer.statusCode, answer.body]).toEqual([401, 'Sign in first.\n']);
  });
});
