import type { Exposition } from '../observability/prometheus.ts';
import { countDeadLetters, isAway, listWebhooks } from '../storage/index.ts';
import { type DeliveryOf, deliverTo } from './deliver.ts';
import { type Lease, newLease } from './lease.ts';

/** Tells webhooks what happens, on one server of all that share a database. */
export interface Deliverer {
  /** Looks for something to tell, now and every second from here on. */
  start(): void;
  /** Something happened. */
  rang(): void;
  /** One look; resolves once everything it began is delivered, or waits. Whether this server does the telling. */
  round(): Promise<boolean>;
  write(out: Exposition): void;
  stop(): Promise<void>;
}

/** Milliseconds between two looks. */
const pause = 1_000;
/** Milliseconds without a sign of life after which another server takes over. */
const patience = 10_000;

export function newDeliverer(
  of: Omit<DeliveryOf, 'mayGoOn'>,
  lease: Lease = newLease(of.db, 'webhooks', { clock: of.clock, patience }),
): Deliverer {
  const running = new Map<string, Promise<void>>();
  let isHolder = false;
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<unknown> = Promise.resolve();
  let isStopped = false;
  let figures = { webhooks: 0, failing: 0, letters: 0 };
  const delivery: DeliveryOf = { ...of, mayGoOn: () => isHolder && !isStopped };

  /** A target that takes its time keeps no other waiting. */
  function begin(id: string): void {
    if (running.has(id)) return;
    const run = deliverTo(id, delivery)
      .catch((err: unknown) => {
        if (!isAway(err)) of.log()?.error({ err, webhook: id }, 'a webhook could not be told what happened');
      })
      .finally(() => running.delete(id));
    running.set(id, run);
  }

  async function look(): Promise<void> {
    if (isStopped) return;
    const hooks = await listWebhooks(of.db);
    // Holding it writes to the database: not as long as there is nobody to tell.
    if (hooks.length === 0 && isHolder) await lease.giveBack();
    isHolder = hooks.length > 0 && (await lease.hold());
    if (!isHolder) return;
    for (const { id } of hooks) begin(id);
    const failing = hooks.filter(({ attempts }) => attempts > 0).length;
    figures = { webhooks: hooks.length, failing, letters: await countDeadLetters(of.db) };
  }

  /** One after the other. A database that is away has the next look. */
  const lookNext = (): Promise<unknown> => {
    looking = looking.then(look).catch(() => {
      isHolder = false;
    });
    return looking;
  };

  return {
    start() {
      const again = (): void => {
        timer = setTimeout(() => void lookNext().then(() => isStopped || again()), pause);
        timer.unref();
      };
      void lookNext();
      again();
    },
    rang: () => void (isHolder && lookNext()),
    async round() {
      await lookNext();
      await Promise.all(running.values());
      return isHolder;
    },
    write(out) {
      const { webhooks, failing, letters } = isHolder ? figures : { webhooks: 0, failing: 0, letters: 0 };
      out.gauge('webhooks', 'Webhooks this server tells; another one may do the telling.', [{}, webhooks]);
      out.gauge('webhooks_failing', 'Those that did not take the last message.', [{}, failing]);
      out.gauge('webhook_dead_letters', 'Messages that were given up and not delivered since.', [{}, letters]);
    },
    async stop() {
      isStopped = true;
      if (timer) clearTimeout(timer);
      await looking;
      await Promise.all(running.values());
      if (isHolder) await lease.giveBack().catch(() => undefined);
      isHolder = false;
    },
  };
}
