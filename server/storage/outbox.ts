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

/** The number of the last event; 0 before the first. */
export async function lastEvent(db: Db): Promise<number> {
  const last = await db.selectFrom('outbox').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return last?.seq ?? 0;
}
