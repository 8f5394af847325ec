import { beforeAll, describe, expect, it } from 'vitest';
import { atFileEnd } from '../testing/at-file-end.ts';
import { greetingPage } from '../testing/pages.ts';
import { type Publisher, publishingServer } from '../testing/temporary-server.ts';
import { newProfiles } from './profiles.ts';
import { sizingAdvice } from './sizing.ts';

let publisher: Publisher;
const atEnd = atFileEnd();
beforeAll(async () => {
  publisher = await publishingServer({}, undefined, atEnd);
  await publisher.publish(greetingPage());
  await publisher.server.app.inject('/greeting');
});

const post = (path: string, payload: object, headers = publisher.server.admin) =>
  publisher.server.app.inject({ method: 'POST', url: `/api/v1/diagnosis/${path}`, headers, payload });

describe('what a server tells about itself (P14)', () => {
  it('is its connections, slow schemas and what could be lowered, for admins', async () => {
    const { app, admin } = publisher.server;
    expect((await app.inject('/api/v1/diagnosis')).statusCode).toBe(401);
    const report = (await app.inject({ url: '/api/v1/diagnosis', headers: admin })).json();
    expect(report).toMatchObject({ connections: 0, requestsAtOnce: expect.any(Number), pools: [] });
    expect(report.requestsAtOnce).toBeGreaterThan(0);
    expect(report.slowest.map(({ document }: { document: string }) => document)).toContain('acme/greeting');
    expect(report.advice).toContainEqual(
      expect.objectContaining({ variable: 'REQUESTS_AT_ONCE', from: 1_000, to: 50 }),
    );
  });

  it('is a profile of the processor and a snapshot of the heap, one at a time, and in the audit log', async () => {
    const profile = await post('cpu', { seconds: 1 });
    expect(profile.json()).toMatchObject({ nodes: expect.any(Array), samples: expect.any(Array) });
    for (const payload of [{}, { seconds: 0 }, { seconds: 26 }, { seconds: 1, more: 1 }])
      expect((await post('cpu', payload)).statusCode).toBe(400);
    const profiles = newProfiles();
    const first = profiles.processor(1);
    expect([await profiles.processor(1), profiles.heap()].map(({ ok }) => ok)).toEqual([false, false]);
    expect((await first).ok).toBe(true);
    const heap = await fetch(`${publisher.server.url}/api/v1/diagnosis/heap`, {
      method: 'POST',
      headers: { ...publisher.server.admin, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(heap.headers.get('content-disposition')).toContain('server.heapsnapshot');
    const start = (await heap.body!.getReader().read()).value!;
    expect(Buffer.from(start).toString().slice(0, 13)).toBe('{"snapshot":{');
  });

  it('advises to lower what is hardly used, and nothing that is', () => {
    const hardly = {
      memory: { used: 200 * 2 ** 20, limit: 2_048 * 2 ** 20 },
      requests: { p99: 900, timeout: 30_000 },
      atOnce: { most: 100, reserved: 1_000 },
      pools: [{ name: 'primary', inUse: 4, most: 25 }],
    };
    expect(sizingAdvice(hardly).map(({ variable, from, to }) => [variable, from, to])).toEqual([
      ['MEMORY_LIMIT_MEGABYTES', 2_048, 320],
      ['REQUEST_TIMEOUT_SECONDS', 30, 10],
      ['REQUESTS_AT_ONCE', 1_000, 150],
      ['DATABASE_CONNECTIONS', 25, 6],
    ]);
    const used = {
      memory: { used: 1_200 * 2 ** 20, limit: 2_048 * 2 ** 20 },
      requests: { p99: 9_500, timeout: 30_000 },
      atOnce: { most: 700, reserved: 1_000 },
      pools: [{ name: 'primary', inUse: 18, most: 25 }],
    };
    expect(sizingAdvice(used)).toEqual([]);
    expect(sizingAdvice({ ...used, requests: { p99: null, timeout: 30_000 } })).toEqual([]);
  });
});
