import { nodeClock } from '#engine/node';
import type { EventFigures } from '../events/event-figures.ts';
import { newOutgoing, type Outgoing } from '../outgoing/outgoing.ts';
import { publicHosts } from '../outgoing/reach.ts';
import type { DeliveryOf } from './deliver.ts';
import { type Deliverer, newDeliverer } from './deliverer.ts';
import { ownLease } from './lease.ts';
import type { WebhookServices } from './webhooks.ts';

/** Everything about webhooks. */
export interface Webhooks {
  readonly services: WebhookServices;
  readonly deliverer: Deliverer;
  readonly outgoing: Outgoing;
  stop(): Promise<void>;
}

/** Milliseconds that messages on their way have to arrive once the server stops; they come again then. */
const lastChance = 3_000;

export function createWebhooks(
  options: Pick<DeliveryOf, 'db' | 'box' | 'tracing' | 'now' | 'attempts' | 'log'> & {
    readonly figures: EventFigures;
    /** Hosts that may be told although they are internal. */
    readonly hosts: readonly string[];
    /** Whether no other server shares the database. */
    readonly isAlone: boolean;
  },
): Webhooks {
  const { db, box, now, hosts, isAlone } = options;
  const reach = publicHosts(new Set(hosts));
  // It has a schedule of its own for trying again.
  const outgoing = newOutgoing({ reach, clock: nodeClock, retries: 0 });
  const deliverer = newDeliverer(
    { ...options, outgoing, clock: nodeClock, random: Math.random },
    isAlone ? ownLease : undefined,
  );
  return {
    services: { db, box, now, reach, rang: deliverer.rang },
    deliverer,
    outgoing,
    async stop() {
      const hurry = setTimeout(outgoing.close, lastChance);
      await deliverer.stop();
      clearTimeout(hurry);
      outgoing.close();
    },
  };
}
