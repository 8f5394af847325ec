import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { SecretBox } from '../accounts/secret-box.ts';
import { type Caller, done } from '../caller.ts';
import { fail, ok, type Result } from '../failures.ts';
import type { Reach } from '../outgoing/reach.ts';
import {
  appendAudit,
  changeDeadLetter,
  type DeadLetterRow,
  findDeadLetter,
  findWebhook,
  insertWebhook,
  lastEvent,
  listDeadLetters,
  listWebhooks,
  removeWebhook,
  resealWebhook,
  type Tables,
  takeTurn,
  type WebhookRow,
} from '../storage/index.ts';
import { newWebhookSecret, webhookPurpose } from './signature.ts';

/** What keeping webhooks needs. */
export interface WebhookServices {
  readonly db: Kysely<Tables>;
  readonly box: SecretBox;
  readonly now: () => Date;
  readonly reach: Reach;
  /** There may be something to tell. */
  readonly rang: () => void;
}

/** An address that is told what happens, as operators see it. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly kinds: readonly string[];
  readonly createdAt: string;
  readonly createdBy: string;
  /** What keeps the next message from it; null while all is well. */
  readonly failing: {
    readonly since: string | null;
    readonly attempts: number;
    readonly retryAt: string | null;
    readonly problem: string;
  } | null;
}

/** A message that was given up. */
export interface DeadLetter {
  readonly id: string;
  readonly webhook: string;
  readonly event: string;
  readonly kind: string;
  readonly error: string;
  readonly attempts: number;
  readonly firstAt: string;
  readonly lastAt: string;
  /** Whether somebody asked for it to be tried again. */
  readonly isWaiting: boolean;
}

const most = 100;
const mostLetters = 1_000;

export const allWebhooks = async ({ db }: WebhookServices): Promise<readonly Webhook[]> =>
  (await listWebhooks(db)).map(shown);

/** It is told what happens from now on. The secret is shown this once. */
export async function addWebhook(
  { db, box, now, reach }: WebhookServices,
  input: { readonly url: string; readonly kinds: readonly string[] },
  caller: Caller,
): Promise<Result<Webhook & { readonly secret: string }>> {
  const url = URL.parse(input.url);
  const refusal = url ? reach.refusal(url) : 'it is no address';
  if (!url || refusal !== null)
    return fail(
      'webhook/refused',
      `The server does not send to "${input.url}": ${refusal}. Name an https address on the internet, or have the host added to WEBHOOK_HOSTS.`,
    );
  const at = now().toISOString();
  const id = randomUUID();
  const secret = newWebhookSecret();
  return db.transaction().execute(async (transaction) => {
    // The turn of events: what happens next comes after what is counted here.
    await takeTurn(transaction, 'live');
    if ((await listWebhooks(transaction)).length >= most)
      return fail('webhook/too-many', `There are ${most} webhooks already. Remove one first.`);
    const row: WebhookRow = {
      id,
      url: url.href,
      kinds: [...new Set(input.kinds)].join(' '),
      secret: box.seal(secret, webhookPurpose(id)),
      created_at: at,
      created_by: caller.name,
      removed_at: null,
      seq: await lastEvent(transaction),
      attempts: 0,
      failing_since: null,
      retry_at: null,
      problem: null,
    };
    await insertWebhook(transaction, row);
    await appendAudit(transaction, done(caller, at, 'webhook.create', `${id} ${url.origin}`));
    return ok({ ...shown(row), secret });
  });
}

export function dropWebhook({ db, now }: WebhookServices, id: string, caller: Caller): Promise<Result<Webhook>> {
  const at = now().toISOString();
  return db.transaction().execute(async (transaction) => {
    const row = await findWebhook(transaction, id);
    if (!row || row.removed_at !== null) return fail('webhook/not-found', 'There is no webhook with this id.');
    await removeWebhook(transaction, id, at);
    await appendAudit(transaction, done(caller, at, 'webhook.remove', id));
    return ok(shown(row));
  });
}

export const allLetters = async ({ db }: WebhookServices, webhook: string | null): Promise<readonly DeadLetter[]> =>
  (await listDeadLetters(db, webhook, mostLetters)).map(letterShown);

/** Tries a message again, once; it comes after what its webhook waits for. */
export async function replayLetter(
  { db, now, rang }: WebhookServices,
  id: string,
  caller: Caller,
): Promise<Result<DeadLetter>> {
  const at = now().toISOString();
  const result = await db.transaction().execute(async (transaction): Promise<Result<DeadLetter>> => {
    const letter = await findDeadLetter(transaction, id);
    const hook = letter && (await findWebhook(transaction, letter.webhook_id));
    if (!letter || letter.delivered_at !== null || !hook || hook.removed_at !== null)
      return fail('letter/not-found', 'No message with this id waits to be delivered.');
    await changeDeadLetter(transaction, id, { replay_at: at });
    await appendAudit(transaction, done(caller, at, 'webhook.replay', id));
    return ok(letterShown({ ...letter, replay_at: at }));
  });
  if (result.ok) rang();
  return result;
}

/** Seals anew what was sealed with an older secrets key. */
export async function resealWebhooks({ db, box }: Pick<WebhookServices, 'db' | 'box'>): Promise<void> {
  for (const { id, secret } of await listWebhooks(db)) {
    const opened = box.open(secret, webhookPurpose(id));
    if (!box.isCurrent(secret)) await resealWebhook(db, id, box.seal(opened, webhookPurpose(id)));
  }
}

const shown = ({ id, url, kinds, created_at, created_by, attempts, ...row }: WebhookRow): Webhook => ({
  id,
  url,
  kinds: kinds.split(' '),
  createdAt: created_at,
  createdBy: created_by,
  failing:
    row.problem === null ? null : { since: row.failing_since, attempts, retryAt: row.retry_at, problem: row.problem },
});

const letterShown = (row: DeadLetterRow): DeadLetter => ({
  id: row.id,
  webhook: row.webhook_id,
  event: row.event_id,
  kind: row.kind,
  error: row.problem,
  attempts: row.attempts,
  firstAt: row.first_at,
  lastAt: row.last_at,
  isWaiting: row.replay_at !== null,
});
