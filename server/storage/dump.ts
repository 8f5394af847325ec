import { createHash, type Hash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { isPostgres } from './dialect.ts';
import type { Tables } from './tables.ts';

/**
 * What a backup holds, so that rows come after those they refer to, each in the order of its key. What is left out is of
 * the moment: whoever was signed in signs in again, and keys of access tokens are made anew.
 */
export const keptTables = {
  signing_key: ['id'],
  access_token: ['id'],
  approval: ['bundle_hash', 'key_id'],
  person: ['id'],
  identity: ['issuer', 'subject'],
  second_factor: ['person_id'],
  recovery_code: ['hash'],
  file: ['address'],
  release: ['hash'],
  live: ['channel', 'document_id'],
  activation: ['seq'],
  rollout: ['id'],
  rollout_entry: ['seq'],
  outbox: ['seq'],
  webhook: ['id'],
  dead_letter: ['id'],
  audit: ['seq'],
  audit_checkpoint: ['seq'],
} as const satisfies Partial<Record<keyof Tables, readonly string[]>>;

export const leftTables = [
  'session',
  'refresh_token',
  'sign_in_failure',
  'token_key',
  'repeated_request',
  'lease',
  'rollout_figures',
] as const;

type Kept = keyof typeof keptTables;
type Row = Readonly<Record<string, unknown>>;

/** Rows read at once; a release may be 10 MB. */
const atOnce = 20;

/** How many rows there are, and a hash of all of them: equal wherever the same is stored. */
export interface DumpEnd {
  readonly rows: number;
  /** `sha256-…` */
  readonly hash: string;
}

/**
 * Everything that is stored, as one line of JSON for each row, from one moment, whatever is written meanwhile. The last
 * line is a `DumpEnd`.
 */
export async function dump(db: Kysely<Tables>, write: (line: string) => Promise<void>): Promise<DumpEnd> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (snapshot) => {
      const hash = createHash('sha256');
      let rows = 0;
      for (const table of Object.keys(keptTables) as Kept[]) {
        for await (const row of rowsOf(snapshot, table)) {
          const line = JSON.stringify([table, Object.fromEntries(Object.entries(row).sort(byName).map(packed))]);
          addLine(hash, line);
          rows++;
          await write(line);
        }
      }
      const end = { rows, hash: hashOf(hash) };
      await write(JSON.stringify(end));
      return end;
    });
}

/** The hash of what is stored now. */
export const hashOfAll = (db: Kysely<Tables>): Promise<DumpEnd> => dump(db, async () => undefined);

/** Checks lines of a dump as they come; `end` throws a sentence when lines are missing or were changed. */
export function dumpCheck() {
  const hash = createHash('sha256');
  let rows = 0;
  let end: DumpEnd | null = null;
  return {
    /** The row of a line; null for the last one. */
    take(line: string): readonly [table: Kept, row: Row] | null {
      const value = JSON.parse(line) as readonly [Kept, Row] | DumpEnd;
      if (!Array.isArray(value)) {
        end = value as DumpEnd;
        return null;
      }
      addLine(hash, line);
      rows++;
      const [table, row] = value as readonly [Kept, Row];
      return [table, Object.fromEntries(Object.entries(row).map(unpacked))];
    },
    end(): DumpEnd {
      if (end?.rows === rows && end.hash === hashOf(hash)) return end;
      throw new Error('The backup is not whole. Take another one.');
    },
  };
}

/** True when nothing of what a dump holds is there yet. */
export async function isEmpty(db: Kysely<Tables>): Promise<boolean> {
  // An older database has fewer.
  const there = new Set((await db.introspection.getTables()).map(({ name }) => name));
  for (const table of Object.keys(keptTables) as Kept[])
    if (there.has(table) && (await db.selectFrom(table).select(sql`1`.as('one')).limit(1).executeTakeFirst()))
      return false;
  return true;
}

/** Stores all rows of a dump, or none when one of them does not fit or the lines end with an error. */
export async function load(db: Kysely<Tables>, lines: AsyncIterable<string>): Promise<DumpEnd> {
  return db.transaction().execute(async (transaction) => {
    const check = dumpCheck();
    for await (const line of lines) {
      const taken = check.take(line);
      if (taken)
        await transaction
          .insertInto(taken[0])
          .values(taken[1] as never)
          .execute();
    }
    if (isPostgres(transaction))
      for (const table of ['activation', 'rollout_entry', 'outbox', 'audit'] as const)
        await sql`SELECT setval(pg_get_serial_sequence(${table}, 'seq'), coalesce((SELECT max(seq) FROM ${sql.table(table)}), 1))`.execute(
          transaction,
        );
    return check.end();
  });
}

async function* rowsOf(db: Kysely<Tables>, table: Kept): AsyncGenerator<Row> {
  const keys = keptTables[table].map((name) => sql.ref(name));
  const order = sql.join(keys);
  let after: readonly unknown[] | null = null;
  for (;;) {
    const where: ReturnType<typeof sql> = after ? sql` WHERE (${order}) > (${sql.join(after)})` : sql``;
    const { rows }: { rows: Row[] } =
      await sql<Row>`SELECT * FROM ${sql.table(table)}${where} ORDER BY ${order} LIMIT ${sql.lit(atOnce)}`.execute(db);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < atOnce) return;
    after = keptTables[table].map((name) => last[name]);
  }
}

const addLine = (hash: Hash, line: string): Hash => hash.update(line).update('\n');
const hashOf = (hash: Hash): string => `sha256-${hash.digest('base64url')}`;

const byName = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number =>
  left < right ? -1 : 1;

/** Bytes are no JSON. */
const packed = ([name, value]: readonly [string, unknown]): readonly [string, unknown] => [
  name,
  Buffer.isBuffer(value) ? { base64: value.toString('base64') } : value,
];
const unpacked = ([name, value]: readonly [string, unknown]): readonly [string, unknown] => [
  name,
  value !== null && typeof value === 'object' ? Buffer.from((value as { base64: string }).base64, 'base64') : value,
];
