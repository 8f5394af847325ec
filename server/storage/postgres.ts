import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { migrate } from './migrate.ts';
import type { PoolFigures, Storage } from './storage.ts';
import type { Tables } from './tables.ts';

/** How to reach PostgreSQL. Durations are milliseconds. */
export interface PostgresSettings {
  readonly url: string;
  /** `verify`: only over TLS and only to a server whose certificate we trust; `encrypt`: whoever it is. */
  readonly tls: 'verify' | 'encrypt' | 'off';
  /** Certificate authorities in PEM form, instead of the system's. */
  readonly authorities: string | null;
  readonly pool: {
    readonly most: number;
    /** Kept open when nobody needs them. */
    readonly idle: number;
    /** After which one is closed and replaced. */
    readonly life: number;
    /** After which one that nobody needs is closed. */
    readonly idleFor: number;
    /** How long a query waits for one. */
    readonly wait: number;
  };
  /** Longest a statement may take. */
  readonly statement: number;
}

/**
 * Opens a pool of connections and brings the database up to date; of several servers that start at once one does that,
 * and the others wait for it. Throws when it cannot be reached or a migration fails.
 */
export async function openPostgres(settings: PostgresSettings): Promise<Storage> {
  await migrateOnce(settings);
  const pool = openPool(settings);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    kind: 'postgres',
    db,
    isOpen: () => !pool.ending,
    healthy: () => answers(db),
    pools: () => [figures('primary', pool, settings)],
    close: () => db.destroy(),
  };
}

/** A migration takes as long as it takes, and so does waiting for another server's; nothing is copied before it. */
async function migrateOnce(settings: PostgresSettings): Promise<void> {
  const pool = openPool({ ...settings, pool: { ...settings.pool, most: 2 }, statement: 0 });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db, async () => undefined);
  } finally {
    await db.destroy();
  }
}

function openPool({ url, tls, authorities, pool: sizes, statement }: PostgresSettings): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    ssl: tls !== 'off' && { rejectUnauthorized: tls === 'verify', ...(authorities !== null && { ca: authorities }) },
    max: sizes.most,
    min: Math.min(sizes.idle, sizes.most),
    maxLifetimeSeconds: sizes.life / 1_000,
    idleTimeoutMillis: sizes.idleFor,
    connectionTimeoutMillis: sizes.wait,
    keepAlive: true,
    application_name: 'schema-studio',
    statement_timeout: statement,
    // A server that died in the middle of a change must not keep the others from theirs.
    idle_in_transaction_session_timeout: statement,
    types: { getTypeParser },
  });
  // A connection at rest that is lost is replaced when one is needed; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

/** Whole numbers as SQLite gives them: ours all fit. */
const getTypeParser = ((id: number, format?: 'text') =>
  id === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(id, format)) as typeof pg.types.getTypeParser;

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
