import { randomUUID } from 'node:crypto';
import { currentRequest } from '../observability/current-request.ts';
import type { Db } from './storage.ts';
import type { OutboxRow } from './tables.ts';

/** What happened; what it belongs to, `seq` and `id` are given to it. */
export type NewEvent = Omit<OutboxRow, 'seq' | 'id' | 'detail' | 'correlation' | 'traceparent'> &
  Partial<Pick<OutboxRow, 'detail'>>;

/**
 * Writes down what happened, in the transaction in which it does. Whoever calls it holds the turn of `live`, so that
 * numbers become visible in their order: a reader that saw one has seen all before it.
 */
export async function addEvent(db: Db, event: NewEvent): Promise<void> {
  const { correlation, traceparent } = currentRequest();
  await db
    .insertInto('outbox')
    .values({ id: randomUUID(), detail: null, ...event, correlation, traceparent })
    .execute();
}

/** In order, the oldest first. */
export const eventsAfter = (db: Db, seq: number, most: number): Promise<OutboxRow[]> =>
  db.selectFrom('outbox').selectAll().where('seq', '>', seq).orderBy('seq').limit(most).execute();

/** An event and the version it is about. */
export type VersionedEvent = OutboxRow & { readonly version: string };

/** The same with their versions, for whoever tells others. */
export const versionedEventsAfter = (db: Db, seq: number, most: number): Promise<VersionedEvent[]> =>
  db
    .selectFrom('outbox')
    .innerJoin('release', 'release.hash', 'outbox.release_hash')
    .selectAll('outbox')
    .select('release.version')
    .where('outbox.seq', '>', seq)
    .orderBy('outbox.seq')
    .limit(most)
    .execute();

/** The number of the last event; 0 before the first. */
export async function lastEvent(db: Db): Promise<number> {
  const last = await db.selectFrom('outbox').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return last?.seq ?? 0;
}

/** The number of an event; null when there is none with this id, or none any more. */
export async function numberOfEvent(db: Db, id: string): Promise<number | null> {
  const row = await db.selectFrom('outbox').select('seq').where('id', '=', id).executeTakeFirst();
  return row?.seq ?? null;
}

/** The id of the last event up to a number; null when there is none. */
export async function idOfEvent(db: Db, seq: number): Promise<string | null> {
  const row = await db
    .selectFrom('outbox')
    .select('id')
    .where('seq', '<=', seq)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

/**
 * Forgets what happened before `before`, but nothing after event `seq`, and never the last event: its number would be
 * given again. Answers how many.
 */
export async function forgetEvents(db: Db, before: string, seq: number): Promise<number> {
  const most = Math.min(seq, (await lastEvent(db)) - 1);
  const { numDeletedRows } = await db
    .deleteFrom('outbox')
    .where('at', '<', before)
    .where('seq', '<=', most)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
