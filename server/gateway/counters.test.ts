import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRedis, type Redis } from '../cache/redis.ts';
import { redisCounters } from '../cache/redis-counters.ts';
import { atFileEnd } from '../testing/at-file-end.ts';
import { type TemporaryRedis, temporaryRedis } from '../testing/redis.ts';
import { type Counters, memoryCounters, perSecond } from './counters.ts';

const hour = 3_600_000;
/** Nothing comes back into it while a test runs. */
const slow = { most: 5, window: 1_000 * hour };

const takenAtOnce = async (counters: Counters, key: string, times: number): Promise<number> =>
  (await Promise.all(Array.from({ length: times }, () => counters.take(key, 1, slow)))).filter(({ ok }) => ok).length;

describe('counters in memory (S7)', () => {
  let time = 10 * hour;
  const fresh = () => memoryCounters(() => time);

  it('let a burst through, then the rate', async () => {
    const counters = fresh();
    const bucket = perSecond(10, 20);
    const take = () => counters.take('a', 1, bucket);
    for (let at = 0; at < 20; at += 1) expect((await take()).ok).toBe(true);
    expect(await take()).toEqual({ ok: false, left: 0, wait: 100, full: 2_000 });
    time += 100;
    expect(await take()).toMatchObject({ ok: true, wait: 0 });
    expect((await take()).ok).toBe(false);
    expect((await counters.take('b', 1, bucket)).ok, 'another key').toBe(true);
  });

  it('take nothing for a look, nor for what does not fit', async () => {
    const counters = fresh();
    expect((await counters.take('a', 4, slow)).left).toBe(1);
    expect(await counters.take('a', 2, slow)).toMatchObject({ ok: false, left: 1 });
    expect(await counters.take('a', 0, slow)).toMatchObject({ ok: true, left: 1, wait: 0 });
    await counters.take('a', 1, slow);
    expect(await counters.take('a', 0, slow)).toMatchObject({ left: 0, wait: slow.window / slow.most });
  });

  it('have nobody wait because the clock was set back', async () => {
    const counters = fresh();
    const bucket = perSecond(1, 1);
    await counters.take('a', 1, bucket);
    time -= 3 * hour;
    expect((await counters.take('a', 1, bucket)).wait).toBe(1_000);
    time += 1_000;
    expect((await counters.take('a', 1, bucket)).ok).toBe(true);
  });

  it('forget every hour what is full again, and old keys before the memory is full', async () => {
    const counters = fresh();
    await counters.take('full soon', 1, perSecond(1, 1));
    await counters.take('not for long', 5, slow);
    time += hour;
    await counters.take('new', 1, slow);
    expect(counters.size()).toBe(2);
    for (let at = 0; at < 25_000; at += 1) await counters.take(String(at), 1, slow);
    expect(counters.size()).toBe(20_000);
  });
});

describe('counters in Redis (S7)', () => {
  let server: TemporaryRedis;
  const open: Redis[] = [];
  const counting = (alone: Counters): Counters => {
    const redis = openRedis({ url: server.url, connections: 2, retries: 3, wait: 4_000 });
    open.push(redis);
    return redisCounters(redis, alone);
  };
  /** Fails whoever counts alone while there is a Redis. */
  const never: Counters = { take: () => Promise.reject(new Error('Counted alone.')) };
  const atEnd = atFileEnd();
  beforeAll(async () => {
    server = await temporaryRedis(atEnd);
  });
  afterAll(() => Promise.all(open.map((redis) => redis.close())));
  /** Connections are opened without waiting for them. */
  const ready = async (counters: Counters): Promise<Counters> => {
    await expect
      .poll(() =>
        counters.take('ready', 0, slow).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    return counters;
  };

  it('count together what two servers are asked at once', async () => {
    const servers = [await ready(counting(never)), await ready(counting(never))];
    const taken = await Promise.all(servers.map((counters) => takenAtOnce(counters, 'shared', 20)));
    expect(taken.reduce((sum, one) => sum + one)).toBe(5);
    expect(await servers[0]!.take('shared', 0, slow)).toMatchObject({ ok: true });
    expect((await servers[1]!.take('shared', 0, slow)).left).toBeLessThan(1);
  });

  it('fill again and are forgotten by Redis itself', async () => {
    const counters = await ready(counting(never));
    const quick = { most: 2, window: 50 };
    await counters.take('quick', 2, quick);
    await expect.poll(async () => (await counters.take('quick', 0, quick)).left).toBe(2);
  });

  it('count alone while Redis is away, and together again when it is back', async () => {
    let alone = 0;
    const memory = memoryCounters(() => 0);
    const counters = counting({
      take: (...given) => {
        alone += 1;
        return memory.take(...given);
      },
    });
    const isShared = async (): Promise<boolean> => {
      const before = alone;
      await counters.take('shared again', 0, slow);
      return alone === before;
    };
    await expect.poll(isShared).toBe(true);
    await server.kill();
    await expect.poll(isShared).toBe(false);
    expect(await takenAtOnce(counters, 'lonely', 8)).toBe(5);
    await server.start();
    await expect.poll(isShared).toBe(true);
  });
});
