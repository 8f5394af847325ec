/** Token buckets per client, in memory. Time is passed in as milliseconds. */
export interface RateLimit {
  /** Takes one; whole seconds to wait when there is none left, else 0. */
  take(client: string): number;
  /** The same answer without taking. */
  wait(client: string): number;
}

interface Bucket {
  left: number;
  at: number;
}

/** Old clients make room for new ones, so that many addresses cannot fill the memory. */
const mostClients = 10_000;

export function rateLimit(perSecond: number, burst: number, now: () => number): RateLimit {
  const buckets = new Map<string, Bucket>();
  const refill = (client: string): Bucket => {
    const time = now();
    // A clock that was set back has nobody wait for the time it jumped over.
    const { left, at } = buckets.get(client) ?? { left: burst, at: time };
    const bucket = { left: Math.min(burst, left + (Math.max(0, time - at) / 1_000) * perSecond), at: time };
    buckets.delete(client);
    buckets.set(client, bucket);
    if (buckets.size > mostClients) buckets.delete(buckets.keys().next().value as string);
    return bucket;
  };
  const secondsUntilOne = ({ left }: Bucket): number =>
    left >= 1 ? 0 : Math.max(1, Math.ceil((1 - left) / perSecond));
  return {
    take: (client) => {
      const bucket = refill(client);
      const wait = secondsUntilOne(bucket);
      if (wait === 0) bucket.left -= 1;
      return wait;
    },
    wait: (client) => secondsUntilOne(refill(client)),
  };
}
