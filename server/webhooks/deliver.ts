import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import type { Kysely } from 'kysely';
import type { SecretBox } from '../accounts/secret-box.ts';
import type { EventFigures } from '../events/event-figures.ts';
import { toldEvent } from '../events/told-event.ts';
import type { Tracing } from '../observability/tracing.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import {
  advanceWebhook,
  changeDeadLetter,
  type Db,
  type DeadLetterRow,
  delayWebhook,
  findWebhook,
  insertDeadLetter,
  lettersToReplay,
  type Tables,
  type VersionedEvent,
  versionedEventsAfter,
  type WebhookRow,
} from '../storage/index.ts';
import { type Attempt, attempt } from './attempt.ts';
import { retryAfter } from './retry.ts';
import { webhookPurpose } from './signature.ts';

export interface DeliveryOf {
  readonly db: Kysely<Tables>;
  readonly box: SecretBox;
  readonly outgoing: Outgoing;
  readonly tracing: Tracing;
  readonly figures: Pick<EventFigures, 'told'>;
  readonly now: () => Date;
  readonly clock: () => number;
  readonly random: () => number;
  /** Attempts after which a message is given up. */
  readonly attempts: number;
  /** Whether this server still does the telling. */
  readonly mayGoOn: () => boolean;
  readonly log: () => FastifyBaseLogger | null;
}

const atOnce = 100;

/** Tells one webhook everything it has not been told yet, in order, until something has to wait; then what is replayed. */
export async function deliverTo(id: string, of: DeliveryOf): Promise<void> {
  for (;;) {
    const hook = await findWebhook(of.db, id);
    if (!hook || hook.removed_at !== null || !of.mayGoOn()) return;
    const isWaiting = hook.retry_at !== null && hook.retry_at > of.now().toISOString();
    const events = isWaiting ? [] : await versionedEventsAfter(of.db, hook.seq, atOnce);
    if (events.length === 0) break;
    const next = events.find(({ kind }) => isWanted(hook.kinds, kind));
    // What it does not want is stepped over, up to what it does.
    const before = next ? next.seq - 1 : events.at(-1)!.seq;
    const at = before > hook.seq ? { ...hook, seq: before } : hook;
    if (before > hook.seq && !(await advanceWebhook(of.db, hook, before))) return;
    if (next && !(await deliver(at, next, of))) break;
  }
  for (const letter of await lettersToReplay(of.db, id)) {
    const hook = await findWebhook(of.db, id);
    if (!hook || hook.removed_at !== null || !of.mayGoOn()) return;
    await replay(hook, letter, of);
  }
}

/** `rollout.*` wants all of rollouts. The outbox says `live` of what is told as `release.live`. */
const isWanted = (kinds: string, kind: string): boolean => {
  const name = kind === 'live' ? 'release.live' : kind;
  return kinds.split(' ').some((wanted) => wanted === name || wanted === '*' || wanted === name.replace(/\..*/, '.*'));
};

/** As Standard Webhooks has it. */
function bodyOf(event: VersionedEvent): string {
  const { kind, at, ...data } = toldEvent(event);
  return JSON.stringify({ type: kind, timestamp: at, data });
}

/** Whether the next event may follow: this one was delivered, or is given up. */
async function deliver(hook: WebhookRow, event: VersionedEvent, of: DeliveryOf): Promise<boolean> {
  const kind = toldEvent(event).kind;
  const body = bodyOf(event);
  const { correlation, traceparent } = event;
  const since = of.now().toISOString();
  const came = await send(hook, { id: event.id, kind, body }, { correlation, traceparent }, of);
  if (came.kind === 'delivered') return advanceWebhook(of.db, hook, event.seq);
  if (came.kind === 'spared') {
    const retry_at = new Date(of.now().getTime() + 1_000).toISOString();
    await delayWebhook(of.db, hook, { ...hook, retry_at, problem: came.problem });
    return false;
  }
  const attempts = hook.attempts + 1;
  const first = hook.failing_since ?? since;
  if (came.kind === 'later' && attempts < of.attempts) {
    const wait = Math.max(came.wait, retryAfter(attempts, of.random));
    const retry_at = new Date(of.now().getTime() + wait).toISOString();
    await delayWebhook(of.db, hook, { attempts, failing_since: first, retry_at, problem: came.problem });
    return false;
  }
  const letter: DeadLetterRow = {
    id: randomUUID(),
    webhook_id: hook.id,
    event_id: event.id,
    kind,
    body,
    correlation,
    attempts,
    first_at: first,
    last_at: of.now().toISOString(),
    problem: came.problem,
    replay_at: null,
    delivered_at: null,
  };
  const isOurs = await of.db.transaction().execute(async (transaction: Db) => {
    const went = await advanceWebhook(transaction, hook, event.seq);
    if (went) await insertDeadLetter(transaction, letter);
    return went;
  });
  if (!isOurs) return false;
  of.figures.told(kind, 'webhook', 'dead', 0);
  of.log()?.error(
    { alert: 'webhook', webhook: hook.id, event: event.id, kind, attempts, problem: came.problem },
    'an event could not be delivered to a webhook and is given up; it can be replayed',
  );
  return true;
}

async function replay(hook: WebhookRow, letter: DeadLetterRow, of: DeliveryOf): Promise<void> {
  const { id, event_id, kind, body, correlation, attempts } = letter;
  const came = await send(hook, { id: event_id, kind, body }, { correlation, traceparent: '' }, of);
  const last_at = of.now().toISOString();
  await changeDeadLetter(
    of.db,
    id,
    came.kind === 'delivered'
      ? { attempts: attempts + 1, last_at, replay_at: null, delivered_at: last_at }
      : { attempts: attempts + Number(came.kind !== 'spared'), last_at, replay_at: null, problem: came.problem },
  );
}

function send(
  { id, url, secret }: WebhookRow,
  message: { readonly id: string; readonly kind: string; readonly body: string },
  from: { readonly correlation: string; readonly traceparent: string },
  { outgoing, tracing, box, now, clock, figures }: DeliveryOf,
): Promise<Attempt> {
  const attributes = { 'webhook.id': id, 'event.id': message.id, 'event.kind': message.kind };
  return tracing.resume(from, 'webhook', attributes, async (span) => {
    const start = clock();
    const opened = box.open(secret, webhookPurpose(id));
    const came = await attempt(outgoing, { ...message, url, secret: opened }, now());
    if (came.kind !== 'delivered') span.fail(came.problem);
    const status = came.kind === 'delivered' ? 'sent' : 'failed';
    if (came.kind !== 'spared') figures.told(message.kind, 'webhook', status, (clock() - start) / 1_000);
    return came;
  });
}
