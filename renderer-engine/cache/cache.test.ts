import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import { largePage } from '../samples/large-page.ts';
import { boundedCache } from './bounded-cache.ts';
import { expiringCache } from './expiring-cache.ts';
import { layeredCache, type OuterCache, plainTexts } from './layered-cache.ts';

function timed(options: { readonly most?: number; readonly mostBytes?: number } = {}) {
  const time = { now: 0 };
  const clock = () => time.now;
  return { time, clock, cache: expiringCache<string>({ most: 100, lifetime: 3_600_000, clock, ...options }) };
}

describe('the cache in memory (E13)', () => {
  it('keeps what was used last, up to its bytes, and counts what gives way', () => {
    const { cache } = timed({ mostBytes: 100 });
    for (const key of ['a', 'b', 'c', 'd']) cache.set(key, key, 25);
    expect(cache.get('a')).toBe('a');
    cache.set('e', 'e', 25);
    expect(['a', 'b', 'c', 'd', 'e'].map((key) => cache.get(key))).toEqual(['a', undefined, 'c', 'd', 'e']);
    expect(cache.statistics()).toMatchObject({ hits: 5, misses: 1, evicted: 1, entries: 4, bytes: 100, errors: 0 });
  });

  it('keeps nothing for longer than an hour', () => {
    const { cache, time } = timed();
    cache.set('a', 'a');
    time.now = 3_599_999;
    expect(cache.get('a')).toBe('a');
    time.now = 3_600_000;
    expect(cache.get('a')).toBe(undefined);
    expect(cache.statistics()).toMatchObject({ hits: 1, misses: 1, expired: 1, entries: 0 });
  });

  it('gives up what a name fits, and nothing else', () => {
    const { cache } = timed();
    for (const key of ['a 1', 'a 2', 'b 1']) cache.set(key, key);
    cache.deleteWhere((key) => key.startsWith('a '));
    expect(['a 1', 'a 2', 'b 1'].map((key) => cache.get(key))).toEqual([undefined, undefined, 'b 1']);
    expect(cache.statistics()).toMatchObject({ entries: 1, evicted: 0 });
  });

  it('skips an entry too big for it, and forgets what that key held', () => {
    const { cache } = timed({ mostBytes: 100 });
    cache.set('a', 'small', 10);
    cache.set('a', 'big', 26);
    expect(cache.get('a')).toBe(undefined);
    expect(cache.statistics()).toMatchObject({ skipped: 1, entries: 0, bytes: 0 });
  });

  it('shrinks to its most used share, and measures how long reads take', () => {
    const { cache, time } = timed();
    for (const key of ['a', 'b', 'c', 'd']) cache.set(key, key);
    cache.get('a');
    cache.shrink(0.5);
    expect(cache.statistics()).toMatchObject({ entries: 2, evicted: 2 });
    expect(cache.get('a')).toBe('a');
    cache.get('d', () => {
      time.now += 9;
      return true;
    });
    expect(cache.statistics().latency).toBe(3);
  });

  it('holds the programs of an engine: a hit, a miss, and an eviction for want of memory', () => {
    const engine = createEngine();
    const texts = [1, 2].map((at) => JSON.stringify({ ...largePage(20), title: `Page ${at}` }));
    for (const text of [texts[0]!, texts[0]!, texts[1]!]) engine.compile(text);
    expect(engine.statistics().programs).toMatchObject({ hits: 1, misses: 2, entries: 2, evicted: 0 });
    expect(engine.statistics().programs.bytes).toBeGreaterThan(texts[0]!.length);
    engine.shrinkCaches(0.5);
    expect(engine.statistics().programs).toMatchObject({ entries: 1, evicted: 1 });
    expect(engine.statistics().resolution).toMatchObject({ entries: 1, evicted: 1 });
  });
});

/** A level outside, in a Map; `broken` makes it fail. */
function outerCache(name: string, mostBytes = 1_000) {
  const held = new Map<string, string>();
  const state = { broken: false };
  const check = () => {
    if (state.broken) throw new Error(`${name} is gone`);
  };
  const cache: OuterCache = {
    name,
    mostBytes,
    lifetime: 86_400_000,
    async get(key) {
      check();
      return held.get(key) ?? null;
    },
    async set(key, text) {
      check();
      held.set(key, text);
    },
  };
  return { cache, held, state };
}

describe('caches around the one in memory (E13)', () => {
  function layered() {
    const { cache: memory, clock } = timed({ mostBytes: 400 });
    const [near, far] = [outerCache('near'), outerCache('far')];
    return {
      memory,
      near,
      far,
      cache: layeredCache({ memory, outer: [near.cache, far.cache], clock, texts: plainTexts }),
    };
  }

  it('are all written to, and a hit further out fills those before it', async () => {
    const { memory, near, far, cache } = layered();
    await cache.set('a', 'one');
    expect([memory.get('a'), near.held.get('a'), far.held.get('a')]).toEqual(['one', 'one', 'one']);
    far.held.set('b', 'two');
    expect(await cache.get('b')).toBe('two');
    expect([memory.get('b'), near.held.get('b')]).toEqual(['two', 'two']);
    expect(await cache.get('nothing')).toBe(undefined);
    expect(cache.statistics()).toMatchObject({
      near: { hits: 0, misses: 2, entries: 2 },
      far: { hits: 1, misses: 1, entries: 1 },
    });
  });

  it('may fail without anybody being kept from an answer; that is counted', async () => {
    const { near, far, cache } = layered();
    far.held.set('a', 'one');
    near.state.broken = true;
    expect(await cache.get('a')).toBe('one');
    far.state.broken = true;
    await cache.set('b', 'two');
    expect(await cache.get('b')).toBe('two');
    expect(await cache.get('c')).toBe(undefined);
    expect(cache.statistics()).toMatchObject({ near: { errors: 4, hits: 0 }, far: { errors: 2, hits: 1 } });
  });

  it('are spared texts that are too big for them', async () => {
    const { near, cache, memory } = layered();
    await cache.set('a', 'x'.repeat(501));
    expect(near.held.size).toBe(0);
    expect(await cache.get('a')).toBe(undefined);
    expect(memory.statistics().skipped).toBe(1);
    expect(cache.statistics()).toMatchObject({ near: { skipped: 1, errors: 0 }, far: { skipped: 1 } });
  });

  it('tell how long their reads take, those that fail too', async () => {
    let now = 0;
    const memory = expiringCache<string>({ most: 10, lifetime: 1_000, clock: () => now });
    const { cache: slow, state } = outerCache('slow');
    const get = (key: string) => {
      now += state.broken ? 10 : 4;
      return slow.get(key);
    };
    const cache = layeredCache({ memory, outer: [{ ...slow, get }], clock: () => now, texts: plainTexts });
    await cache.get('a');
    expect(cache.statistics()['slow']).toMatchObject({ misses: 1, latency: 4 });
    state.broken = true;
    await cache.get('b');
    expect(cache.statistics()['slow']).toMatchObject({ misses: 2, errors: 1, latency: 7 });
  });
});

describe('what is kept by number alone (E13)', () => {
  const filled = (keys: string) => {
    const cache = boundedCache<string>(3);
    for (const key of keys) cache.set(key, key);
    return cache;
  };
  /** What is there, asked in an order of its own. */
  const held = (cache: ReturnType<typeof filled>) =>
    [...'abcde'].filter((key) => cache.get(key) !== undefined).join('');

  it('is what was used last: the one unused for longest goes first', () => {
    expect(held(filled('abcde'))).toBe('cde');
    const cache = filled('abc');
    cache.get('a');
    cache.set('d', 'd');
    expect(held(cache)).toBe('acd');
  });

  it('shrinks to its most used share', () => {
    const cache = filled('abc');
    cache.get('a');
    cache.shrink(0.34);
    expect(held(cache)).toBe('a');
    cache.shrink(0);
    expect(held(cache)).toBe('');
  });
});
