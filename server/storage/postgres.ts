import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { isAway } from './away.ts';
import { migrate } from './migrate.ts';
import { postgresBell } from './postgres-bell.ts';
import { connectionOf, type PostgresSettings } from './postgres-connection.ts';
import { replicasOf } from './replicas.ts';
import type { PoolFigures, Storage } from './storage.ts';
import type { Tables } from './tables.ts';

/**
 * Opens a pool of connections and brings the database up to date; of several servers that start at once one does that,
 * and the others wait for it. Throws when a migration fails, or it cannot be reached: with `canWait` that is for `settle`.
 */
export async function openPostgres(
  settings: PostgresSettings,
  migration?: string | null,
  canWait = false,
): Promise<Storage> {
  let isSettled = true;
  await migrateOnce(settings, migration).catch((error: unknown) => {
    if (!canWait || !isAway(error)) throw error;
    isSettled = false;
  });
  const pool = openPool(settings);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const { urlNow: _, ...shared } = settings;
  const copies = settings.replicas.map((address) => openPool({ ...shared, ...address }));
  const replicas = replicasOf(db, copies);
  return {
    kind: 'postgres',
    db,
    read: replicas.read,
    async settle() {
      if (isSettled) return false;
      await migrateOnce(settings, migration);
      isSettled = true;
      return true;
    },
    isOpen: () => !pool.ending,
    healthy: () => answers(db),
    newBell: () => postgresBell(db, settings),
    pools: () => [
      figures('primary', pool, settings),
      ...copies.map((copy, at) => figures(`replica-${at + 1}`, copy, settings)),
    ],
    close: async () => void (await Promise.all([db.destroy(), replicas.close()])),
  };
}

/** A migration takes as long as it takes, and so does waiting for another server's; nothing is copied before it. */
async function migrateOnce(settings: PostgresSettings, migration?: string | null): Promise<void> {
  const pool = openPool({ ...settings, pool: { ...settings.pool, most: 2 }, statement: 0 });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db, async () => undefined, migration);
  } finally {
    await db.destroy();
  }
}

function openPool(settings: PostgresSettings): pg.Pool {
  const { pool: sizes } = settings;
  const pool = new pg.Pool({
    ...connectionOf(settings),
    // Each new connection signs in with the password that counts by then.
    Client: class extends pg.Client {
      constructor() {
        super(connectionOf(settings));
      }
    },
    max: sizes.most,
    min: Math.min(sizes.idle, sizes.most),
    maxLifetimeSeconds: sizes.life / 1_000,
    idleTimeoutMillis: sizes.idleFor,
  });
  // A connection that is lost, at rest or at work, is replaced when one is needed; without a listener its loss would
  // end the process. Whoever waits for an answer on it is told apart from this.
  pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

const answers = (db: Kysely<Tables>): Promise<boolean> =>
  sql`SELECT 1`.execute(db).then(
    () => true,
    () => false,
  );

const figures = (name: string, pool: pg.Pool, { pool: { most } }: PostgresSettings): PoolFigures => ({
  name,
  open: pool.totalCount,
  idle: pool.idleCount,
  waiting: pool.waitingCount,
  most,
});
