import type { Kysely, Transaction } from 'kysely';
import type { Bell } from './bell.ts';
import type { Tables } from './tables.ts';

/** A connection or a transaction: repositories take either, so that callers decide what commits together. */
export type Db = Kysely<Tables> | Transaction<Tables>;

/** Runs a query that changes nothing. */
export type Read = <Value>(query: (db: Db) => Promise<Value>) => Promise<Value>;

/** An open database: SQLite in the data folder, or PostgreSQL that several servers share. */
export interface Storage {
  readonly kind: 'sqlite' | 'postgres';
  readonly db: Kysely<Tables>;
  /** For what may be of a moment ago: by a replica where there are some. */
  readonly read: Read;
  /**
   * Whether this server can do its work. A file that does not answer is our own damage; a PostgreSQL that is away is
   * not: live pages are in memory, and taking every server out at once would take them away too.
   */
  isOpen(): boolean;
  /**
   * Brings a database up to date that could not be reached when it was opened; true when that was still to be done.
   * Rejects as long as it is away.
   */
  settle(): Promise<boolean>;
  /** True when it answers a query. */
  healthy(): Promise<boolean>;
  /** By which servers on this database call each other; null where there is only one. */
  newBell(): Bell | null;
  /** Connections, where there are several. */
  pools(): readonly PoolFigures[];
  close(): Promise<void>;
}

/** Connections to one database. */
export interface PoolFigures {
  /** `primary`, `replica-1` and so on. */
  readonly name: string;
  /** Open now, those at work and those at rest. */
  readonly open: number;
  readonly idle: number;
  /** Queries that wait for one. */
  readonly waiting: number;
  readonly most: number;
}
