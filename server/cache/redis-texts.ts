import { createHmac, timingSafeEqual } from 'node:crypto';
import type { OuterCache } from '#engine';
import type { Redis } from './redis.ts';

/** Texts that servers share, each sealed to its key: whoever can write to Redis cannot put words into a page. */
export interface RedisTexts extends Pick<OuterCache, 'get' | 'set'> {
  /** Deletes every text whose key fits the pattern; `*` is anything. */
  forget(pattern: string): Promise<void>;
}

/** Milliseconds that a page waits for Redis: rendering it takes no longer. */
const patience = 200;
/** Keys looked at between two pauses; Redis answers others meanwhile. */
const atOnce = 500;

/** `prefix`: whose keys these are. `secret`: the same on all servers that share texts. */
export function redisTexts(redis: Redis, prefix: string, secret: () => Buffer): RedisTexts {
  const sealOf = (key: string, text: string): string =>
    createHmac('sha256', secret()).update(key).update('\0').update(text).digest('base64url');

  function opened(key: string, sealed: string): string | null {
    const [seal, text] = [sealed.slice(0, sealLength), sealed.slice(sealLength)];
    const right = Buffer.from(sealOf(key, text));
    const given = Buffer.from(seal);
    return given.length === right.length && timingSafeEqual(given, right) ? text : null;
  }

  return {
    async get(key) {
      const sealed = await redis.ask((client) => client.get(prefix + key), patience);
      return sealed === null ? null : opened(key, sealed);
    },
    async set(key, text, lifetime) {
      await redis.ask((client) =>
        client.set(prefix + key, sealOf(key, text) + text, { expiration: { type: 'PX', value: lifetime } }),
      );
    },
    async forget(pattern) {
      await redis.ask(async (client) => {
        const wanted = { MATCH: prefix + pattern.replaceAll(/[?[\]\\^]/g, '\\$&'), COUNT: atOnce };
        for await (const keys of client.scanIterator(wanted)) if (keys.length > 0) await client.unlink(keys);
      });
    },
  };
}

const sealLength = 43;
