import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { isAway } from './away.ts';
import type { Read } from './storage.ts';
import type { Tables } from './tables.ts';

/** Copies of a database that may lag behind it. */
export interface Replicas {
  readonly read: Read;
  close(): Promise<void>;
}

/** Milliseconds for which one that did not answer is left alone. */
const pause = 5_000;

/** Reads go to the replicas in turn. One that fails costs nobody an answer: the primary gives it. */
export function replicasOf(
  primary: Kysely<Tables>,
  pools: readonly pg.Pool[],
  clock: () => number = () => performance.now(),
): Replicas {
  const replicas = pools.map((pool) => ({
    db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    awayUntil: Number.NEGATIVE_INFINITY,
  }));
  let turn = 0;

  function next() {
    for (let at = 0; at < replicas.length; at++) {
      const replica = replicas[turn++ % replicas.length]!;
      if (replica.awayUntil <= clock()) return replica;
    }
    return null;
  }

  return {
    async read(query) {
      const replica = next();
      if (!replica) return query(primary);
      try {
        return await query(replica.db);
      } catch (error) {
        if (isAway(error)) replica.awayUntil = clock() + pause;
        return query(primary);
      }
    },
    async close() {
      await Promise.all(replicas.map(({ db }) => db.destroy()));
    },
  };
}
