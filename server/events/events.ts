import type { EventSettings } from '../config-events.ts';
import type { TenantOf } from '../delivery/tenants.ts';
import type { Counters } from '../gateway/counters.ts';
import type { Storage } from '../storage/index.ts';
import { newEventFigures } from './event-figures.ts';
import { newFeed } from './feed.ts';
import { forgetOldEvents } from './forget-events.ts';
import type { EventServices } from './routes.ts';
import { stateReader } from './server-state.ts';

/** Everything about telling events. */
export interface Events extends EventServices {
  /** Something happened: whoever listens is told. */
  rang(): void;
  /** Ends all streams, so that the server can stop. */
  drain(): void;
  stop(): void;
}

export function createEvents(options: {
  readonly storage: Storage;
  readonly settings: EventSettings;
  readonly counters: Counters;
  readonly tenantOf: TenantOf;
  readonly origin: () => string;
  readonly now: () => Date;
}): Events {
  const { storage, settings, counters, tenantOf, origin, now } = options;
  const feed = newFeed(storage.db);
  const closing = new AbortController();
  const forgetting = forgetOldEvents(storage, settings.keptFor, now);
  return {
    feed,
    readState: stateReader(storage, origin),
    figures: newEventFigures(),
    settings,
    counters,
    tenantOf,
    closing: closing.signal,
    rang: feed.rang,
    drain: () => closing.abort(),
    stop: forgetting.stop,
  };
}
