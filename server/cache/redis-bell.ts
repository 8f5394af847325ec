import type { Bell } from '../storage/index.ts';
import type { Redis } from './redis.ts';

/** By publish and subscribe, for databases that cannot be listened to, e.g. behind a pooler of transactions. */
export function redisBell(redis: Redis): Bell {
  return {
    ring: async () => void (await redis.ask((client) => client.publish(channel, ''))),
    onRing: (heard) => redis.subscribe(channel, heard, heard),
    close: async () => undefined,
  };
}

const channel = 'schema-studio:outbox';
