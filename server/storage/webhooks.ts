import type { Db } from './storage.ts';
import type { DeadLetterRow, WebhookRow } from './webhook-tables.ts';

export const insertWebhook = async (db: Db, webhook: WebhookRow): Promise<void> =>
  void (await db.insertInto('webhook').values(webhook).execute());

export const findWebhook = (db: Db, id: string): Promise<WebhookRow | undefined> =>
  db.selectFrom('webhook').selectAll().where('id', '=', id).executeTakeFirst();

/** Those that are told what happens, the oldest first. */
export const listWebhooks = (db: Db): Promise<WebhookRow[]> =>
  db.selectFrom('webhook').selectAll().where('removed_at', 'is', null).orderBy('created_at').orderBy('id').execute();

export const removeWebhook = async (db: Db, id: string, at: string): Promise<void> =>
  void (await db.updateTable('webhook').set({ removed_at: at }).where('id', '=', id).execute());

export const resealWebhook = async (db: Db, id: string, secret: string): Promise<void> =>
  void (await db.updateTable('webhook').set({ secret }).where('id', '=', id).execute());

/** Goes on to a later event; false when somebody else did so before. */
export async function advanceWebhook(db: Db, { id, seq }: WebhookRow, to: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhook')
    .set({ seq: to, attempts: 0, failing_since: null, retry_at: null, problem: null })
    .where('id', '=', id)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Stays at its event, to try the next one again later. */
export const delayWebhook = async (
  db: Db,
  { id, seq }: WebhookRow,
  change: Pick<WebhookRow, 'attempts' | 'failing_since' | 'retry_at' | 'problem'>,
): Promise<void> =>
  void (await db.updateTable('webhook').set(change).where('id', '=', id).where('seq', '=', seq).execute());

/** The last event that every webhook is past; `Infinity` without webhooks. */
export async function eventDealtWith(db: Db): Promise<number> {
  const webhooks = await db.selectFrom('webhook').select('seq').where('removed_at', 'is', null).execute();
  return Math.min(Number.POSITIVE_INFINITY, ...webhooks.map(({ seq }) => seq));
}

export const insertDeadLetter = async (db: Db, letter: DeadLetterRow): Promise<void> =>
  void (await db.insertInto('dead_letter').values(letter).execute());

export const findDeadLetter = (db: Db, id: string): Promise<DeadLetterRow | undefined> =>
  db.selectFrom('dead_letter').selectAll().where('id', '=', id).executeTakeFirst();

/** Those that nobody has got yet, the newest first. */
export const listDeadLetters = (db: Db, webhookId: string | null, most: number): Promise<DeadLetterRow[]> => {
  const waiting = db.selectFrom('dead_letter').selectAll().where('delivered_at', 'is', null);
  const some = webhookId === null ? waiting : waiting.where('webhook_id', '=', webhookId);
  return some.orderBy('first_at', 'desc').orderBy('id').limit(most).execute();
};

/** How many nobody has got yet, of webhooks that are still there. */
export async function countDeadLetters(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('dead_letter')
    .innerJoin('webhook', 'webhook.id', 'dead_letter.webhook_id')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('dead_letter.delivered_at', 'is', null)
    .where('webhook.removed_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** What is to be tried again, in the order it was asked for. */
export const lettersToReplay = (db: Db, webhookId: string): Promise<DeadLetterRow[]> =>
  db
    .selectFrom('dead_letter')
    .selectAll()
    .where('webhook_id', '=', webhookId)
    .where('replay_at', 'is not', null)
    .orderBy('replay_at')
    .orderBy('first_at')
    .orderBy('id')
    .limit(100)
    .execute();

export const changeDeadLetter = async (
  db: Db,
  id: string,
  change: Partial<Pick<DeadLetterRow, 'attempts' | 'last_at' | 'problem' | 'replay_at' | 'delivered_at'>>,
): Promise<void> => void (await db.updateTable('dead_letter').set(change).where('id', '=', id).execute());

/** Forgets messages that were given up before `before`, and those that arrived since. */
export const forgetDeadLetters = async (db: Db, before: string): Promise<void> =>
  void (await db.deleteFrom('dead_letter').where('last_at', '<', before).where('replay_at', 'is', null).execute());
