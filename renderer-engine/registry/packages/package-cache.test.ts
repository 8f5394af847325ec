import { describe, expect, it } from 'vitest';
import { manualTimers, settled } from '../manual-timers.testing.ts';
import type { ComponentPackage, PackageLoader } from './package.ts';
import { createPackageCache, type PackageCacheOptions } from './package-cache.ts';

const packageOf = (name: string, related: readonly string[] = []): ComponentPackage => ({
  manifest: { name, version: '1.0.0', provides: [`${name}/one`], related },
  documents: [],
});

/** Packages `a` to `f`; `a` is related to `b` and `c`. `answers` says how loading goes, time after time. */
function caching(
  answers: (name: string, time: number) => Promise<void>,
  options: Partial<PackageCacheOptions> = { prefetchAfter: null },
) {
  const time = manualTimers();
  const all = new Map(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, packageOf(name, name === 'a' ? ['b', 'c'] : [])]),
  );
  const begun: string[] = [];
  const loader: PackageLoader = {
    index: () => [...all.values()].map(({ manifest }) => manifest),
    load: async (name) => {
      begun.push(`${time.now()} ${name}`);
      await answers(name, begun.filter((one) => one.endsWith(` ${name}`)).length);
      return all.get(name)!;
    },
  };
  const cache = createPackageCache({ loader, timers: time.timers, ...options });
  return { cache, time, begun };
}

const atOnce = () => Promise.resolve();
const never = () => new Promise<void>(() => undefined);

describe('component packages in memory (E8)', () => {
  it('are loaded once for all who ask meanwhile, then found', async () => {
    const { cache, begun } = caching(atOnce);
    await Promise.all([cache.get('a'), cache.get('a')]);
    expect(await cache.get('a')).toMatchObject({ package: { manifest: { name: 'a' } } });
    expect(begun).toEqual(['0 a']);
    expect(cache.counters()).toMatchObject({ hits: 1, misses: 2, loadErrors: 0 });
  });

  it('a load that fails twice and then works is tried again after 100 and 400 ms', async () => {
    const { cache, time, begun } = caching((_, attempt) =>
      attempt < 3 ? Promise.reject(new Error('the disk is busy')) : Promise.resolve(),
    );
    const asked = cache.get('a');
    await time.pass(10_000);
    expect(await asked).toHaveProperty('package');
    expect(begun).toEqual(['0 a', '100 a', '500 a']);
    expect(cache.counters()).toMatchObject({ misses: 1, retries: 2, loadErrors: 0 });
  });

  it('a load that keeps failing is answered with the reason, and can be asked for again', async () => {
    let isBroken = true;
    const { cache, time } = caching(() => (isBroken ? Promise.reject(new Error('no such folder')) : Promise.resolve()));
    const asked = cache.get('a');
    await time.pass(10_000);
    expect(await asked).toEqual({ problem: 'no such folder' });
    expect([...cache.problems]).toEqual([['a', 'no such folder']]);
    expect(cache.counters().loadErrors).toBe(1);
    isBroken = false;
    expect(await cache.get('a')).toHaveProperty('package');
    expect(cache.problems.size).toBe(0);
  });

  it('a load that never answers is given up', async () => {
    const { cache, time, begun } = caching(never, { timeout: 200, attempts: 2, prefetchAfter: null });
    const asked = cache.get('a');
    await time.pass(499);
    expect(begun).toEqual(['0 a', '300 a']);
    await time.pass(1);
    expect(await asked).toEqual({ problem: 'it did not answer within 200 ms' });
    expect(cache.counters()).toMatchObject({ timeouts: 2, loadErrors: 1 });
  });

  it('gives up the one unused for longest', async () => {
    const { cache } = caching(atOnce, { size: 2, prefetchAfter: null });
    for (const name of ['a', 'b', 'a', 'c']) await cache.get(name);
    expect(cache.loaded().map(({ manifest }) => manifest.name)).toEqual(['a', 'c']);
    expect(cache.counters()).toMatchObject({ evictions: 1, misses: 3, hits: 1 });
    await cache.get('b');
    expect(cache.counters()).toMatchObject({ evictions: 2, misses: 4 });
  });

  it('without settings: 32 are kept, two loaded at a time, each three times for two seconds', async () => {
    const time = manualTimers();
    const begun: string[] = [];
    const loader: PackageLoader = {
      index: () => [],
      load: async (name) => {
        begun.push(`${time.now()} ${name}`);
        if (name.startsWith('slow')) await never();
        return packageOf(name);
      },
    };
    const cache = createPackageCache({ loader, timers: time.timers });
    for (let at = 0; at < 33; at++) await cache.get(`p${at}`);
    expect(cache.loaded()).toHaveLength(32);
    expect(cache.counters()).toMatchObject({ misses: 33, evictions: 1 });
    begun.length = 0;
    const asked = ['slow1', 'slow2', 'slow3'].map((name) => cache.get(name));
    await time.pass(6_499);
    expect(begun).toEqual(['0 slow1', '0 slow2', '2100 slow1', '2100 slow2', '4500 slow1', '4500 slow2']);
    await time.pass(1);
    expect(begun.at(-1)).toBe('6500 slow3');
    await time.pass(6_500);
    expect(await asked[2]).toEqual({ problem: 'it did not answer within 2000 ms' });
    expect(cache.counters()).toMatchObject({ timeouts: 9, retries: 6, loadErrors: 3 });
  });
});

describe('loading ahead (E8)', () => {
  const visit = async (prefetchAfter: number | null) => {
    const { cache, begun } = caching(atOnce, { prefetchAfter });
    for (const name of ['a', 'a', 'b', 'c', 'd']) {
      await cache.get(name);
      await settled();
    }
    return { counters: cache.counters(), begun };
  };

  it('avoids misses of what is related to a package in use', async () => {
    expect((await visit(2)).counters).toMatchObject({ misses: 2, hits: 3, prefetches: 2, prefetchesUsed: 2 });
    expect((await visit(null)).counters).toMatchObject({ misses: 4, hits: 1, prefetches: 0, prefetchesUsed: 0 });
  });

  it.each([
    { prefetchAfter: 2 },
    {},
  ])('begins with the set number of uses, two by default, not before: %j', async (options) => {
    const { cache, begun } = caching(atOnce, options);
    await cache.get('a');
    await settled();
    expect(begun).toEqual(['0 a']);
    await cache.get('a');
    await settled();
    expect(begun).toEqual(['0 a', '0 b', '0 c']);
  });

  it('stands back: what somebody waits for is loaded first', async () => {
    const gates = new Map<string, PromiseWithResolvers<void>>();
    const gate = (name: string) => {
      const known = gates.get(name) ?? Promise.withResolvers<void>();
      gates.set(name, known);
      return known;
    };
    const { cache, begun } = caching((name) => gate(name).promise, { prefetchAfter: 1, atOnce: 1 });
    gate('a').resolve();
    await cache.get('a');
    await settled();
    // "b" is being loaded ahead, "c" waits for it; then somebody asks for others, and for "c" itself.
    const asked = [cache.get('d'), cache.get('e')];
    for (const name of ['b', 'c', 'd', 'e']) gate(name).resolve();
    await Promise.all(asked);
    await settled();
    expect(begun.map((one) => one.slice(-1))).toEqual(['a', 'b', 'd', 'e', 'c']);
  });

  it('goes on as asked for when somebody asks meanwhile', async () => {
    const gate = Promise.withResolvers<void>();
    const { cache, begun } = caching((name) => (name === 'b' ? gate.promise : Promise.resolve()), {
      prefetchAfter: 1,
      atOnce: 1,
    });
    await cache.get('a');
    const asked = [cache.get('d'), cache.get('c')];
    gate.resolve();
    await Promise.all(asked);
    await settled();
    expect(begun.map((one) => one.slice(-1))).toEqual(['a', 'b', 'c', 'd']);
  });
});
