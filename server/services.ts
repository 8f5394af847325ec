import type { FastifyBaseLogger } from 'fastify';
import type { AccountServices } from './accounts/services.ts';
import type { Redis } from './cache/redis.ts';
import type { ServerConfig } from './config.ts';
import type { DeliveryServices } from './delivery/services.ts';
import type { Connections } from './delivery/sources/connections.ts';
import type { TenantOf } from './delivery/tenants.ts';
import type { Events } from './events/events.ts';
import type { Counters } from './gateway/counters.ts';
import type { Observing } from './observability/observing.ts';
import type { Tracing } from './observability/tracing.ts';
import type { Judge } from './rollout/judgement.ts';
import type { RolloutOutcomes } from './rollout/rollout-outcomes.ts';
import type { RolloutServices } from './rollout/services.ts';
import type { ReleaseServices } from './schemas/publish.ts';
import type { Storage } from './storage/index.ts';
import type { Webhooks } from './webhooks/create-webhooks.ts';

/** Where the server stands between start and stop. */
export interface Lifecycle {
  readonly isReady: boolean;
}

/** What routes need. */
export interface Services {
  readonly accounts: AccountServices;
  /** Who used how much. */
  readonly counters: Counters;
  readonly releases: ReleaseServices;
  readonly rollouts: RolloutServices;
  /** What becomes of answers while there are two versions of a page. */
  readonly outcomes: RolloutOutcomes;
  readonly delivery: DeliveryServices;
  readonly events: Events;
  readonly webhooks: Webhooks;
  readonly observing: Observing;
  /** What `/metrics` answers. */
  readonly metrics: () => string;
  /** Seals stored secrets anew with the newest key. */
  reseal(): Promise<void>;
  /** Serves again what was live before. */
  restore(log: FastifyBaseLogger): Promise<void>;
  close(): Promise<void>;
}

export interface ServiceOptions {
  readonly config: ServerConfig;
  readonly storage: Storage;
  readonly redis: Redis | null;
  readonly connections: Connections;
  readonly tenants: TenantOf;
  readonly now: () => Date;
  /** Public address; known once the server listens. */
  readonly origin: () => string;
  readonly lifecycle: Lifecycle;
  readonly tracing: Tracing;
  readonly judge?: Judge;
}
