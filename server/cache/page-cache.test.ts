import { randomBytes } from 'node:crypto';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { createClient } from 'redis';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { atFileEnd } from '../testing/at-file-end.ts';
import { greetingPage } from '../testing/pages.ts';
import { type TemporaryRedis, temporaryRedis } from '../testing/redis.ts';
import { type Publisher, publishingServer } from '../testing/temporary-server.ts';

let redis: TemporaryRedis;
const atEnd = atFileEnd();
beforeAll(async () => {
  redis = await temporaryRedis(atEnd);
});

const noon = (): Date => new Date('2026-01-01T12:00:00Z');
const SECRETS_KEY = randomBytes(32).toString('base64');

const page = greetingPage({
  params: { words: { type: 'string', default: 'Hello' } },
  view: { id: 'title', type: 'Heading', props: { text: '${params.words}', level: 1 } },
} as never);

/** A server with the greeting page live. */
async function greeter(environment: Record<string, string> = {}): Promise<Publisher> {
  const publisher = await publishingServer({ SECRETS_KEY, ...environment }, noon);
  expect((await publisher.publish(page)).statusCode).toBe(200);
  return publisher;
}

const shown = async ({ server }: Publisher, url = '/greeting', headers: Record<string, string> = {}) =>
  server.app.inject({ url, headers });

/** What `/metrics` says, without the prefix of its names. */
async function figures({ server }: Publisher): Promise<Readonly<Record<string, number>>> {
  const { body } = await server.app.inject({ url: '/metrics', headers: server.admin });
  const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => [line.slice('schema_studio_'.length, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  );
}

const renders = async (publisher: Publisher): Promise<number> => (await figures(publisher))['renders_total'] ?? 0;

/** Keys and texts in Redis. */
async function inRedis() {
  const client = createClient({ url: redis.url });
  await client.connect();
  onTestFinished(() => client.destroy());
  return {
    keys: async () => (await client.keys('schema-studio:page:*')).sort(),
    client,
  };
}

describe('rendered pages (E13)', () => {
  it('are rendered once for the same inputs, by many at once too, and anew for others and for another version', async () => {
    const publisher = await greeter();
    const many = await Promise.all(Array.from({ length: 20 }, () => shown(publisher)));
    expect(new Set(many.map(({ body }) => body)).size).toBe(1);
    const packed = { 'accept-encoding': 'gzip' };
    for (const _ of [1, 2])
      expect((await shown(publisher, '/greeting', packed)).headers['content-encoding']).toBe('gzip');
    expect(await renders(publisher)).toBe(1);
    expect(await figures(publisher)).toMatchObject({
      'page_cache_misses_total{level="memory"}': 1,
      'page_cache_entries{level="memory"}': 1,
    });
    await shown(publisher, '/greeting?_eager=1');
    expect(await renders(publisher)).toBe(2);
    await publisher.publish(greetingPage({ version: '1.1.0', text: 'Newer' }));
    expect((await figures(publisher))['page_cache_entries{level="memory"}']).toBe(0);
    expect((await shown(publisher)).body).toContain('Newer</h1>');
  });

  it('are not kept when nobody is to keep them', async () => {
    const publisher = await greeter({ FIXTURES: 'on' });
    await publisher.publish(greetingPage(), { channel: 'staging' });
    for (const url of ['/greeting?_channel=staging', '/greeting?_fixture=']) {
      for (const _ of [1, 2]) expect((await shown(publisher, url)).headers['cache-control']).toBe('no-store');
    }
    expect((await figures(publisher))['page_cache_entries{level="memory"}']).toBe(0);
  });

  it('tell caches in front what they belong to, and how long they may be sent, as far as that is configured', async () => {
    const { headers } = await shown(await greeter());
    expect(headers['surrogate-key']).toMatch(/^acme\/greeting sha256-[\w-]{43}$/);
    expect([headers['cache-control'], headers['cdn-cache-control']]).toEqual(['public, no-cache', undefined]);
    const edge = await shown(await greeter({ EDGE_SECONDS: '60', EDGE_STALE_SECONDS: '300' }));
    expect(edge.headers['cache-control']).toBe('public, no-cache');
    expect(edge.headers['cdn-cache-control']).toBe('public, max-age=60, stale-while-revalidate=300');
  });
});

describe('rendered pages in Redis (E13, P9)', () => {
  it('are shared by servers, and gone everywhere once another version is live', async () => {
    const { keys } = await inRedis();
    const REDIS_URL = redis.url;
    const [one, other] = [await greeter({ REDIS_URL }), await greeter({ REDIS_URL })];
    // A server that has no connection yet, or not the time to wait, renders by itself: another page, another try.
    let at = 0;
    const shared = async (): Promise<number> => {
      const url = `/greeting?words=${++at}`;
      const { body } = await shown(one, url);
      expect((await shown(other, url)).body).toBe(body);
      return (await figures(other))['page_cache_hits_total{level="redis"}'] ?? 0;
    };
    await expect.poll(shared).toBeGreaterThan(0);
    expect(await renders(other)).toBeLessThan(at);
    expect((await keys())[0]).toMatch(/^schema-studio:page:acme\/greeting default en [\w-]{43}$/);
    expect((await figures(other))['pool_connections{pool="redis",state="most"}']).toBe(10);
    await one.publish(greetingPage({ version: '1.1.0', text: 'Newer' }));
    await expect.poll(keys).toEqual([]);
  });

  it('are taken from nobody who lacks the key of the servers, and not when they were changed', async () => {
    const { keys, client } = await inRedis();
    await client.flushAll();
    const REDIS_URL = redis.url;
    // All of them first, because publishing empties what is shared.
    const writer = await greeter({ REDIS_URL });
    const readers = [await greeter({ REDIS_URL }), await greeter({ REDIS_URL })];
    const stranger = await greeter({ REDIS_URL, SECRETS_KEY: randomBytes(32).toString('base64') });
    const html = (await shown(writer)).body;
    await expect.poll(async () => (await keys()).length).toBe(1);
    const [key = ''] = await keys();
    const sealed = (await client.get(key)) ?? '';
    const packedPage = sealed.split(' ').at(-1) ?? '';
    expect(brotliDecompressSync(Buffer.from(packedPage, 'base64')).toString()).toBe(html);
    const hacked = brotliCompressSync(html.replace('Hello', 'Hacked')).toString('base64');
    expect((await shown(stranger)).body).toBe(html);
    for (const [at, text] of [sealed.replace(packedPage, hacked), 'Hacked'].entries()) {
      await client.set(key, text);
      expect((await shown(readers[at]!)).body).toBe(html);
      expect(await renders(readers[at]!)).toBe(1);
    }
    expect(await renders(stranger)).toBe(1);
  });

  it('are missed by nobody when Redis is lost or hangs: no request fails, and it is used again when it is back', async () => {
    const params = { words: { type: 'string', default: 'Hello' } };
    const view = { id: 'title', type: 'Heading', props: { text: '${params.words}', level: 1 } };
    const publisher = await greeter({ REDIS_URL: redis.url });
    await publisher.publish(greetingPage({ version: '1.1.0', params, view } as never));
    // Each asks for another page, so that each asks Redis.
    let at = 0;
    const ask = async (times: number): Promise<readonly number[]> => {
      const urls = Array.from({ length: times }, () => `/greeting?words=${++at}`);
      return (await Promise.all(urls.map((url) => shown(publisher, url)))).map(({ statusCode }) => statusCode);
    };
    const fine = (times: number): readonly number[] => Array.from({ length: times }, () => 200);
    const status = async (): Promise<string> => {
      const health = await publisher.server.app.inject({ url: '/health', headers: publisher.server.admin });
      return health.json().checks.redis.status;
    };
    await expect.poll(status).toBe('healthy');
    const during = ask(50);
    await redis.kill();
    expect(await during).toEqual(fine(50));
    expect(await ask(50)).toEqual(fine(50));
    await expect.poll(status).toBe('degraded');
    expect(
      (await publisher.publish(greetingPage({ version: '1.2.0', params, view, title: 'New' } as never))).statusCode,
    ).toBe(200);
    expect((await shown(publisher)).body).toContain('<title>New</title>');
    await redis.start();
    await expect.poll(async () => [await ask(1), await status()]).toEqual([[200], 'healthy']);
    redis.freeze();
    const frozen = await ask(50);
    redis.thaw();
    expect(frozen).toEqual(fine(50));
    await expect.poll(async () => [await ask(1), await status()]).toEqual([[200], 'healthy']);
  });
});
