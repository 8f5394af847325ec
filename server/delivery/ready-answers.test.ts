import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { atFileEnd } from '../testing/at-file-end.ts';
import { greetingPage, ordersManifests, ordersPage } from '../testing/pages.ts';
import { type Publisher, publishingServer } from '../testing/temporary-server.ts';

let publisher: Publisher;
const atEnd = atFileEnd();
beforeAll(async () => {
  publisher = await publishingServer(
    { PAGES_PER_SECOND: '1', PAGE_BURST: '20', TRUST_PROXY: '127.0.0.1' },
    undefined,
    atEnd,
  );
});

const get = (url: string, headers: Record<string, string> = {}) => publisher.server.app.inject({ url, headers });

/** Answers that were ready, so far. */
async function atOnce(): Promise<number> {
  const { body } = await publisher.server.app.inject({ url: '/metrics', headers: publisher.server.admin });
  return Number(/page_cache_hits_total\{level="ready"\} (\d+)/.exec(body)?.[1]);
}

const own = ({ headers }: Awaited<ReturnType<typeof get>>) => {
  const { date: _, 'x-request-id': id, 'x-correlation-id': __, connection: ___, ...rest } = headers;
  return { id, rest };
};

describe('answers that are ready (E13, P5)', () => {
  it('are the same as the first one in all but the name of the request', async () => {
    await publisher.publish(greetingPage({ id: 'acme/a', route: '/a', text: 'Hello' }));
    for (const encoding of ['br', 'gzip', 'identity']) {
      const before = await atOnce();
      const [first, second] = [
        await get('/a', { 'accept-encoding': encoding }),
        await get('/a', { 'accept-encoding': encoding }),
      ];
      expect(await atOnce()).toBe(before + 1);
      expect(second.rawPayload).toEqual(first.rawPayload);
      expect(own(second).rest).toEqual(own(first).rest);
      expect(own(second).id).not.toBe(own(first).id);
      const html = { br: brotliDecompressSync, gzip: gunzipSync, identity: (bytes: Buffer) => bytes }[encoding]!(
        second.rawPayload,
      );
      expect(html.toString()).toContain('Hello</h1>');
      const known = await get('/a', { 'accept-encoding': encoding, 'if-none-match': String(first.headers['etag']) });
      expect([known.statusCode, known.rawPayload.length, known.headers['etag']]).toEqual([
        304,
        0,
        first.headers['etag'],
      ]);
    }
  });

  it('are those of the version that is live', async () => {
    for (const text of ['One', 'Two', 'Three']) {
      await publisher.publish(greetingPage({ id: 'acme/b', route: '/b', version: `1.${text.length}.0`, text }));
      for (const _ of [1, 2]) expect((await get('/b')).body).toContain(`${text}</h1>`);
    }
  });

  it('are never given to whom they may not be: another language, words for one person, a part, another method', async () => {
    const messages = { en: { hi: 'Hello' }, de: { hi: 'Hallo' } };
    const view = {
      id: 'root',
      type: 'Stack',
      children: [
        { id: 'hi', type: 'Heading', props: { text: "${t('hi')}", level: 1 } },
        { id: 'toasts', type: 'Toasts' },
      ],
    };
    expect(
      (await publisher.publish(greetingPage({ id: 'acme/c', route: '/c', messages, view } as never))).statusCode,
    ).toBe(200);
    for (const _ of [1, 2]) {
      expect((await get('/c', { 'accept-language': 'de' })).body).toContain('Hallo</h1>');
      expect((await get('/c', { 'accept-language': 'en' })).body).toContain('Hello</h1>');
    }
    const toast = `_ui_toast=${encodeURIComponent(JSON.stringify([['success', 'For you alone']]))}`;
    expect((await get('/c', { cookie: toast })).body).toContain('For you alone');
    expect((await get('/c')).body).not.toContain('For you alone');
    expect((await publisher.server.app.inject({ method: 'HEAD', url: '/c' })).body).toBe('');
  });

  it('are not kept of pages that show the time, or what a source says', async () => {
    const before = await atOnce();
    await publisher.publish(greetingPage({ id: 'acme/d', route: '/d', text: '${ctx.now}' }));
    await publisher.publish(ordersPage(), { bundle: { manifests: ordersManifests } as never });
    for (const url of ['/d', '/d', '/shops/berlin/orders', '/shops/berlin/orders'])
      expect((await get(url)).statusCode).toBe(200);
    expect(await atOnce()).toBe(before);
  });

  it('count for the limit of whoever asks', async () => {
    await publisher.publish(greetingPage({ id: 'acme/e', route: '/e' }));
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => get('/e', { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' })),
    );
    const refused = answers.filter(({ statusCode }) => statusCode === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThanOrEqual(10);
  });
});
