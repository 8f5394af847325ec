import type { CacheStatistics } from '#engine';
import type { Redis } from '../cache/redis.ts';
import type { PoolFigures } from '../storage/index.ts';
import type { Exposition, Sample } from './prometheus.ts';

/** What stands around the server: its cache of pages, level by level, and the connections it holds. */
export interface Surroundings {
  readonly pageCache: () => Readonly<Record<string, CacheStatistics>>;
  readonly pools: () => readonly PoolFigures[];
  readonly redis: Redis | null;
}

export function writeSurroundings(out: Exposition, { pageCache, pools, redis }: Surroundings): void {
  const levels = Object.entries(pageCache());
  const each = (figure: keyof CacheStatistics, by = 1): readonly Sample[] =>
    levels.map(([level, statistics]) => [{ level }, statistics[figure] / by] as const);
  for (const figure of ['hits', 'misses', 'errors', 'evicted', 'expired', 'skipped'] as const)
    out.counter(`page_cache_${figure}_total`, `Of the cache of rendered pages: ${figure}.`, ...each(figure));
  out.gauge('page_cache_entries', 'Pages held in memory; written to Redis.', ...each('entries'));
  out.gauge('page_cache_bytes', 'About how much that takes.', ...each('bytes'));
  out.gauge('page_cache_read_seconds', 'A read on average.', ...each('latency', 1_000));
  const all = [...pools(), ...(redis ? [redis.pool()] : [])];
  const figures = all.flatMap(({ name, open, idle, waiting, most }) =>
    Object.entries({ open, idle, waiting, most }).map(([state, count]) => [{ pool: name, state }, count] as const),
  );
  out.gauge('pool_connections', 'Connections, and who waits for one.', ...figures);
  if (!redis) return;
  const states = ['closed', 'half-open', 'open'] as const;
  out.gauge(
    'redis_breaker',
    '1 for the state it is in; open: Redis is left alone.',
    ...states.map((state) => [{ state }, Number(redis.breaker.state === state)] as const),
  );
  out.counter('redis_breaker_opened_total', 'Times it opened.', [{}, redis.breaker.opened]);
}
