import { createClient } from 'redis';
import type { PoolFigures } from '../storage/index.ts';
import { type Breaker, newBreaker } from './breaker.ts';

/** How to reach Redis. Durations are milliseconds. */
export interface RedisSettings {
  readonly url: string;
  /** The same with the password that counts now, where it may change. */
  readonly urlNow?: () => string;
  readonly connections: number;
  /** How often a command is tried again that failed. */
  readonly retries: number;
  /** Longest a command may take, its retries included. */
  readonly wait: number;
}

export type RedisClient = ReturnType<typeof newClient>;

/** Redis, which may be away at any time: whoever asks it has an answer without it. */
export interface Redis {
  /** Runs a command; rejects when Redis is away, does not answer in time or did not answer lately. */
  ask<Value>(
    command: (client: RedisClient) => Promise<Value>,
    /** Milliseconds, for who has something better to do than to wait. */
    wait?: number,
  ): Promise<Value>;
  /** Hears what is published on a channel, again after every loss of the connection; `back` is called then. */
  subscribe(channel: string, heard: (message: string) => void, back: () => void): void;
  readonly breaker: Pick<Breaker, 'state' | 'opened'>;
  pool(): PoolFigures;
  close(): Promise<void>;
}

/** Opens all connections at once; never waits for Redis, and never fails for want of it. */
export function openRedis(settings: RedisSettings): Redis {
  const clients = Array.from({ length: settings.connections }, () => newClient(settings));
  const listener = newClient(settings, true);
  const breaker = newBreaker({ failures: 5, pause: 1_000, clock: () => performance.now() });
  let turn = 0;
  let asked = 0;

  /** A connection that is up; commands on one go out together, so none is ever taken. */
  function nextClient(): RedisClient {
    for (let at = 0; at < clients.length; at++) {
      const client = clients[turn++ % clients.length]!;
      if (client.isReady) return client;
    }
    throw new Error('Redis is away.');
  }

  async function attempt<Value>(command: (client: RedisClient) => Promise<Value>, retries: number): Promise<Value> {
    try {
      return await command(nextClient());
    } catch (error) {
      // Another connection may be up; when none is, there is nothing to wait for.
      if (retries === 0 || !clients.some(({ isReady }) => isReady)) throw error;
      return attempt(command, retries - 1);
    }
  }

  return {
    async ask(command, wait = settings.wait) {
      if (!breaker.mayTry()) throw new Error('Redis did not answer lately.');
      asked += 1;
      try {
        const value = await inTime(attempt(command, settings.retries), Math.min(wait, settings.wait));
        breaker.succeeded();
        return value;
      } catch (error) {
        breaker.failed();
        throw error;
      } finally {
        asked -= 1;
      }
    },
    subscribe(channel, heard, back) {
      listener.on('ready', back);
      // It waits for the connection, and comes again with each new one.
      listener.subscribe(channel, heard).catch(() => undefined);
    },
    breaker,
    pool: () => {
      const open = clients.filter(({ isReady }) => isReady).length;
      return { name: 'redis', open, idle: Math.max(0, open - asked), waiting: 0, most: clients.length };
    },
    async close() {
      for (const client of [...clients, listener]) client.destroy();
    },
  };
}

/** `isPatient`: what is asked while there is no connection waits for one; else it fails at once. */
function newClient({ url, urlNow, wait }: RedisSettings, isPatient = false) {
  const client = createClient({
    // What an address says of itself counts more than who provides credentials.
    url: urlNow ? withoutCredentials(url) : url,
    ...(urlNow && {
      credentialsProvider: { type: 'async-credentials-provider', credentials: async () => credentialsIn(urlNow()) },
    }),
    disableOfflineQueue: !isPatient,
    socket: { connectTimeout: wait, reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 1_000) },
  });
  // Without a listener a lost connection would end the process; that it is lost is seen by `isReady`.
  client.on('error', () => undefined);
  client.connect().catch(() => undefined);
  return client;
}

/** Each new connection signs in with those that count by then. */
function credentialsIn(address: string): { readonly username?: string; readonly password?: string } {
  const { username = '', password = '' } = URL.parse(address) ?? {};
  return {
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
  };
}

function withoutCredentials(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href;
}

async function inTime<Value>(answer: Promise<Value>, milliseconds: number): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('Redis did not answer in time.')), milliseconds);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
  }
}
