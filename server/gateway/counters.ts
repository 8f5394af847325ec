/** A bucket that holds `most` and fills again evenly over `window` milliseconds. */
export interface Bucket {
  readonly most: number;
  readonly window: number;
}

/** How a bucket stands after somebody asked. Durations are milliseconds. */
export interface Taken {
  readonly ok: boolean;
  readonly left: number;
  /** Until as much is there as was asked for, at least one; 0 when it is. */
  readonly wait: number;
  /** Until the bucket is full again. */
  readonly full: number;
}

/** Port: counts what is taken from buckets, here or in one place for all instances. */
export interface Counters {
  /** Takes `cost` from the bucket of `key`, or nothing when it holds less. A cost of 0 only looks. Never rejects. */
  take(key: string, cost: number, bucket: Bucket): Promise<Taken>;
}

/** Perhaps so many per second, and so many at once. */
export const perSecond = (rate: number, burst: number): Bucket => ({ most: burst, window: (burst / rate) * 1_000 });

/** What a level means for whoever asked. */
export function taken(ok: boolean, left: number, cost: number, { most, window }: Bucket): Taken {
  const each = window / most;
  const missing = Math.max(1, cost) - left;
  return { ok, left, wait: missing > 0 && !(ok && cost > 0) ? missing * each : 0, full: (most - left) * each };
}

interface Level {
  readonly left: number;
  /** Milliseconds. */
  readonly at: number;
  readonly bucket: Bucket;
}

/** Old keys make room for new ones, so that many addresses cannot fill the memory. */
const mostKeys = 20_000;
const sweepEvery = 3_600_000;

/** Counters of this process alone. Buckets that are full again are swept away every hour. */
export function memoryCounters(now: () => number): Counters & { readonly size: () => number } {
  const levels = new Map<string, Level>();
  let swept = now();
  // A clock that was set back has nobody wait for the time it jumped over.
  const refilled = ({ left, at, bucket: { most, window } }: Level, time: number): number =>
    Math.min(most, left + (Math.max(0, time - at) * most) / window);
  function sweep(time: number): void {
    if (Math.abs(time - swept) < sweepEvery) return;
    swept = time;
    for (const [key, level] of levels) if (refilled(level, time) >= level.bucket.most) levels.delete(key);
  }
  return {
    size: () => levels.size,
    async take(key, cost, bucket) {
      const time = now();
      sweep(time);
      const level = levels.get(key);
      const before = level ? refilled({ ...level, bucket }, time) : bucket.most;
      const ok = before >= cost;
      const left = ok ? before - cost : before;
      // Set anew, so that the first key is the one that was not used for longest.
      levels.delete(key);
      levels.set(key, { left, at: time, bucket });
      if (levels.size > mostKeys) levels.delete(levels.keys().next().value as string);
      return taken(ok, left, cost, bucket);
    },
  };
}
