import pg from 'pg';

export interface PostgresAddress {
  readonly url: string;
  /** The same with the password that counts now, where it may change. */
  readonly urlNow?: () => string;
  /** `verify`: only over TLS and only to a server whose certificate we trust; `encrypt`: whoever it is. */
  readonly tls: 'verify' | 'encrypt' | 'off';
}

/** How to reach PostgreSQL. Durations are milliseconds. */
export interface PostgresSettings extends PostgresAddress {
  /** Copies that follow it, for what may be of a moment ago. */
  readonly replicas: readonly PostgresAddress[];
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

/** What every connection has in common. */
export const connectionOf = ({
  url,
  urlNow,
  tls,
  authorities,
  pool,
  statement,
}: PostgresSettings): pg.ClientConfig => ({
  connectionString: urlNow?.() ?? url,
  ssl: tls !== 'off' && { rejectUnauthorized: tls === 'verify', ...(authorities !== null && { ca: authorities }) },
  connectionTimeoutMillis: pool.wait,
  keepAlive: true,
  application_name: 'schema-studio',
  statement_timeout: statement,
  // A server that died in the middle of a change must not keep the others from theirs.
  idle_in_transaction_session_timeout: statement,
  types: { getTypeParser },
});

/** Whole numbers as SQLite gives them: ours all fit. */
const getTypeParser = ((id: number, format?: 'text') =>
  id === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(id, format)) as typeof pg.types.getTypeParser;
