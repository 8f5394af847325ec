/** What a cache did since it was made. */
export interface CacheStatistics {
  readonly hits: number;
  readonly misses: number;
  /** Entries that were too old when they were asked for; each is a miss as well. */
  readonly expired: number;
  /** Entries that gave way to newer ones. */
  readonly evicted: number;
  readonly entries: number;
}

/** Keeps values for a time, the most recently used ones, and counts what happens. */
export interface ExpiringCache<V> {
  /** Undefined when there is none, when it is too old, or when `isGood` says that it no longer holds. */
  get(key: string, isGood?: (value: V) => boolean): V | undefined;
  set(key: string, value: V): void;
  statistics(): CacheStatistics;
}

export interface ExpiringCacheOptions {
  readonly most: number;
  /** Milliseconds on `clock`. */
  readonly lifetime: number;
  readonly clock: () => number;
}

export function expiringCache<V>({ most, lifetime, clock }: ExpiringCacheOptions): ExpiringCache<V> {
  const kept = new Map<string, { readonly value: V; readonly until: number }>();
  const counts = { hits: 0, misses: 0, expired: 0, evicted: 0 };
  return {
    get(key, isGood = () => true) {
      const found = kept.get(key);
      const isOld = found !== undefined && clock() >= found.until;
      if (isOld) counts.expired++;
      if (!found || isOld || !isGood(found.value)) {
        kept.delete(key);
        counts.misses++;
        return undefined;
      }
      kept.delete(key);
      kept.set(key, found);
      counts.hits++;
      return found.value;
    },
    set(key, value) {
      kept.delete(key);
      kept.set(key, { value, until: clock() + lifetime });
      const oldest = kept.keys().next().value;
      if (kept.size <= most || oldest === undefined) return;
      kept.delete(oldest);
      counts.evicted++;
    },
    statistics: () => ({ ...counts, entries: kept.size }),
  };
}
