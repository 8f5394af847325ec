import { hashJson } from '#engine';
import { takeTurn } from './locks.ts';
import type { Db } from './storage.ts';

/** Who did what to what, and how it ended. `reason` is the failure code of a denied attempt, else empty. */
export interface AuditEvent {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly target: string;
  readonly outcome: 'done' | 'denied';
  readonly reason: string;
  readonly client: string;
  readonly requestId: string;
}

/**
 * Appends one link to the chain. Inside a transaction it commits with the change it tells about; else it makes one, so
 * that nobody comes between looking at the last link and adding the next.
 */
export async function appendAudit(db: Db, event: AuditEvent): Promise<void> {
  if (db.isTransaction) await appendLink(db, event);
  else await db.transaction().execute((transaction) => appendLink(transaction, event));
}

async function appendLink(db: Db, event: AuditEvent): Promise<void> {
  await takeTurn(db, 'audit');
  const last = await db.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const link = {
    seq: (last?.seq ?? 0) + 1,
    at: event.at,
    actor: event.actor,
    action: event.action,
    target: event.target,
    outcome: event.outcome,
    reason: event.reason,
    client: event.client,
    request_id: event.requestId,
    previous: last?.hash ?? '',
  };
  await db
    .insertInto('audit')
    .values({ ...link, hash: hashJson(link) })
    .execute();
}
