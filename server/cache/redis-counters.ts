import { type Counters, taken } from '../gateway/counters.ts';
import type { Redis } from './redis.ts';

/**
 * Counters that all servers on one Redis share. Redis takes the time, so that their clocks need not agree, and forgets
 * what is full again. While it is away each server counts for itself: limits are then a little wider, and nobody is
 * refused for want of Redis.
 */
export const redisCounters = (redis: Redis, alone: Counters): Counters => ({
  async take(key, cost, bucket) {
    try {
      const keys = [`limit ${key}`];
      const given = [String(cost), String(bucket.most), String(Math.ceil(bucket.window))];
      const answer = await redis.ask((client) => client.eval(script, { keys, arguments: given }));
      const [ok, left] = answer as [number, string];
      return taken(ok === 1, Number(left), cost, bucket);
    } catch {
      return alone.take(key, cost, bucket);
    }
  },
});

/** One step for everybody who asks at once. */
const script = `
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local cost, most, window = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local known = redis.call('HMGET', KEYS[1], 'left', 'at')
local left, at = tonumber(known[1]) or most, tonumber(known[2]) or now
left = math.min(most, left + math.max(0, now - at) * most / window)
local ok = left >= cost and 1 or 0
if ok == 1 then left = left - cost end
redis.call('HSET', KEYS[1], 'left', left, 'at', now)
redis.call('PEXPIRE', KEYS[1], window)
return { ok, tostring(left) }`;
