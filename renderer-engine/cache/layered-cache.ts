import type { CacheStatistics, ExpiringCache } from './expiring-cache.ts';

/** Port: a cache outside of this process, e.g. Redis. Texts by key; it may fail at any time. */
export interface OuterCache {
  /** Shown in statistics. */
  readonly name: string;
  /** Longer texts are not sent to it. */
  readonly mostBytes: number;
  /** Milliseconds it is told to keep an entry. */
  readonly lifetime: number;
  get(key: string): Promise<string | null>;
  set(key: string, text: string, lifetime: number): Promise<void>;
}

/** A cache in memory with others around it, the nearest first. */
export interface LayeredCache<V = string> {
  /** A hit further out fills every level before it. Never rejects: what fails is a miss. */
  get(key: string): Promise<V | undefined>;
  /** Written to all levels; one that fails is counted. Never rejects. */
  set(key: string, value: V): Promise<void>;
  /** By name; `memory` is the inner one. */
  statistics(): Readonly<Record<string, CacheStatistics>>;
}

/** How values become texts for caches outside, and back. */
export interface Texts<V> {
  write(value: V): string;
  read(text: string): V;
  /** Bytes a value takes in memory; those of its text by default. */
  size?(value: V): number;
}

export interface LayeredCacheOptions<V = string> {
  readonly memory: ExpiringCache<V>;
  readonly outer: readonly OuterCache[];
  readonly clock: () => number;
  readonly texts: Texts<V>;
}

/** Texts that are kept as they are. */
export const plainTexts: Texts<string> = { write: (text) => text, read: (text) => text };

export function layeredCache<V>({ memory, outer, clock, texts }: LayeredCacheOptions<V>): LayeredCache<V> {
  const levels = outer.map((cache) => ({ cache, counts: newCounts() }));
  type Level = (typeof levels)[number];

  async function read({ cache, counts }: Level, key: string): Promise<string | null> {
    const start = clock();
    const found = await attempt(counts, () => cache.get(key), null);
    counts.reading += clock() - start;
    if (found === null) counts.misses += 1;
    else counts.hits += 1;
    return found;
  }

  async function write({ cache, counts }: Level, key: string, text: string): Promise<void> {
    const bytes = bytesOf(text);
    if (bytes > cache.mostBytes) counts.skipped += 1;
    else if (await attempt(counts, () => cache.set(key, text, cache.lifetime).then(() => true), false)) {
      counts.entries += 1;
      counts.bytes += bytes;
    }
  }

  return {
    async get(key) {
      const near = memory.get(key);
      if (near !== undefined) return near;
      for (const [at, level] of levels.entries()) {
        const found = await read(level, key);
        if (found === null) continue;
        const value = texts.read(found);
        memory.set(key, value, texts.size?.(value) ?? bytesOf(found));
        await Promise.all(levels.slice(0, at).map((nearer) => write(nearer, key, found)));
        return value;
      }
      return undefined;
    },
    async set(key, value) {
      const text = texts.write(value);
      memory.set(key, value, texts.size?.(value) ?? bytesOf(text));
      await Promise.all(levels.map((level) => write(level, key, text)));
    },
    statistics: () => ({
      memory: memory.statistics(),
      ...Object.fromEntries(levels.map(({ cache, counts }) => [cache.name, statisticsOf(counts)])),
    }),
  };
}

/** UTF-16, as memory holds it; never less than what is sent. */
const bytesOf = (text: string): number => text.length * 2;

/** Of an outer level, `entries` and `bytes` are what was written to it. */
const newCounts = () => ({ hits: 0, misses: 0, errors: 0, skipped: 0, entries: 0, bytes: 0, reading: 0 });
type Counts = ReturnType<typeof newCounts>;

const statisticsOf = ({ reading, ...counts }: Counts): CacheStatistics => ({
  ...counts,
  expired: 0,
  evicted: 0,
  latency: reading / Math.max(1, counts.hits + counts.misses),
});

/** A port may fail at once or later. */
async function attempt<T>(counts: Counts, run: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await run();
  } catch {
    counts.errors += 1;
    return otherwise;
  }
}
