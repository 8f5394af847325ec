import type { Redis } from '../cache/redis.ts';
import type { PageMemory } from '../delivery/page-memory.ts';
import type { Asking } from '../delivery/sources/ask.ts';
import type { Events } from '../events/events.ts';
import { writeOutgoing } from '../outgoing/outgoing-metrics.ts';
import type { RolloutOutcomes } from '../rollout/rollout-outcomes.ts';
import type { Compiler } from '../schemas/compiler.ts';
import type { Storage } from '../storage/index.ts';
import type { Webhooks } from '../webhooks/create-webhooks.ts';
import { metricsText } from './metrics-text.ts';
import type { Observing } from './observing.ts';
import { writeRollouts } from './rollout-metrics.ts';

/** Whoever counts something on this server. */
export interface Counting {
  /** Begins the names, without the underscore behind it. */
  readonly prefix: string;
  readonly observing: Observing;
  readonly compiler: Compiler;
  readonly memory: PageMemory;
  readonly storage: Storage;
  readonly redis: Redis | null;
  readonly asking: Asking;
  readonly events: Events;
  readonly webhooks: Webhooks;
  readonly outcomes: RolloutOutcomes;
}

/** What `/metrics` answers. */
export function serverMetrics(counting: Counting): string {
  const { prefix, observing, compiler, memory, storage, redis, asking, events, webhooks, outcomes } = counting;
  const { pages, ready, cache } = memory;
  return metricsText({
    prefix,
    observing,
    compiler: compiler.statistics,
    engines: pages.engines,
    livePages: () => pages.size,
    pageCache: () => ({ ready: ready.statistics(), ...cache.statistics() }),
    pools: storage.pools,
    redis,
    others: [
      events.figures.write,
      webhooks.deliverer.write,
      (out) => writeOutgoing(out, { sources: asking.outgoing, webhooks: webhooks.outgoing }, asking.kept),
      (out) => writeRollouts(out, outcomes.metrics()),
    ],
  });
}
