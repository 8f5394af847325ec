import { LRUCache } from 'lru-cache';

/** What a cache did since it was made; `entries` and `bytes` are what it holds now. */
export interface CacheStatistics {
  readonly hits: number;
  readonly misses: number;
  /** Reads or writes that failed; never in memory. Each failed read is a miss as well. */
  readonly errors: number;
  /** Entries that were too old when they were asked for; each is a miss as well. */
  readonly expired: number;
  /** Entries that gave way to newer ones, or to want of memory. */
  readonly evicted: number;
  /** Entries too big to be kept. */
  readonly skipped: number;
  readonly entries: number;
  readonly bytes: number;
  /** Milliseconds of a read on average. */
  readonly latency: number;
}

/** Keeps values for a time, the most recently used ones, and counts what happens. */
export interface ExpiringCache<V> {
  /** Undefined when there is none, when it is too old, or when `isGood` says that it no longer holds. */
  get(key: string, isGood?: (value: V) => boolean): V | undefined;
  /** What is kept, whatever its age; nobody is counted, and it gets no younger by it. */
  peek(key: string): V | undefined;
  /** `bytes`: about what it takes, for caches that are bounded by it. */
  set(key: string, value: V, bytes?: number): void;
  delete(key: string): void;
  /** Deletes every entry whose key fits. */
  deleteWhere(fits: (key: string) => boolean): void;
  /** Keeps that share of its entries, the most recently used ones. */
  shrink(share: number): void;
  statistics(): CacheStatistics;
}

export interface ExpiringCacheOptions {
  /** Entries; 0 keeps nothing. */
  readonly most: number;
  /** Bytes of all of them; an entry larger than a quarter of that is not kept. Not bounded by default. */
  readonly mostBytes?: number;
  /** Milliseconds on `clock`. */
  readonly lifetime: number;
  readonly clock: () => number;
}

/** What one entry may take of all there is, so that one does not push out everything else. */
const largestShare = 4;

export function expiringCache<V>({ most, mostBytes, lifetime, clock }: ExpiringCacheOptions): ExpiringCache<V> {
  const counts = { hits: 0, misses: 0, errors: 0, expired: 0, evicted: 0, skipped: 0 };
  let reading = 0;
  const kept = new LRUCache<string, { readonly value: V; readonly bytes: number; readonly until: number }>({
    max: Math.max(1, most),
    ...(mostBytes !== undefined && {
      maxSize: mostBytes,
      maxEntrySize: Math.floor(mostBytes / largestShare),
      sizeCalculation: ({ bytes }) => Math.max(1, Math.ceil(bytes)),
    }),
    dispose: (_, __, reason) => {
      if (reason === 'evict') counts.evicted += 1;
    },
  });

  function read(key: string, isGood: (value: V) => boolean, start: number): V | undefined {
    const found = kept.get(key);
    const isOld = found !== undefined && start >= found.until;
    if (isOld) counts.expired += 1;
    if (found && !isOld && isGood(found.value)) {
      counts.hits += 1;
      return found.value;
    }
    kept.delete(key);
    counts.misses += 1;
    return undefined;
  }

  return {
    get(key, isGood = () => true) {
      const start = clock();
      const value = read(key, isGood, start);
      reading += clock() - start;
      return value;
    },
    peek: (key) => kept.peek(key)?.value,
    set(key, value, bytes = 0) {
      if (most === 0) return;
      if (mostBytes !== undefined && bytes > mostBytes / largestShare) {
        kept.delete(key);
        counts.skipped += 1;
      } else kept.set(key, { value, bytes, until: clock() + lifetime });
    },
    delete: (key) => void kept.delete(key),
    deleteWhere(fits) {
      for (const key of [...kept.keys()]) if (fits(key)) kept.delete(key);
    },
    shrink(share) {
      const wanted = Math.floor(kept.size * share);
      while (kept.size > wanted) kept.pop();
    },
    statistics() {
      const reads = counts.hits + counts.misses;
      return {
        ...counts,
        entries: kept.size,
        bytes: kept.calculatedSize,
        latency: reads === 0 ? 0 : reading / reads,
      };
    },
  };
}
