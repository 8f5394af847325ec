import { hosts, integer, type Reading } from './environment.ts';

/** How events are kept and told, and who is asked; durations are milliseconds. */
export interface EventSettings {
  /** How long an event is kept for who missed it. */
  readonly keptFor: number;
  /** Between two signs of life on a stream. */
  readonly heartbeat: number;
  /** Streams that are open at once. */
  readonly streams: number;
  /** Of webhooks: internal hosts they may lead to, and tries until a message is given up. */
  readonly webhooks: { readonly hosts: readonly string[]; readonly attempts: number };
  /** Bytes of answers of sources that are kept for when these are down. */
  readonly keptAnswers: number;
  /** What one reader is told in a minute, by type. */
  readonly perMinute: { readonly text: number; readonly state: number; readonly tool: number };
}

export const readEvents = (read: <Value>(reading: Reading<Value>, name: string) => Value): EventSettings => ({
  keptFor: read(integer(24, 1, 720), 'EVENTS_KEPT_HOURS') * 3_600_000,
  heartbeat: read(integer(15, 1, 300), 'EVENTS_HEARTBEAT_SECONDS') * 1_000,
  streams: read(integer(1_000, 1, 100_000), 'EVENT_STREAMS'),
  webhooks: { hosts: read(hosts, 'WEBHOOK_HOSTS'), attempts: read(integer(10, 1, 20), 'WEBHOOK_ATTEMPTS') },
  keptAnswers: read(integer(32, 1, 65_536), 'SOURCE_STALE_MEGABYTES') * 2 ** 20,
  perMinute: {
    text: read(integer(100, 1, 100_000), 'EVENT_TEXTS_PER_MINUTE'),
    state: read(integer(50, 1, 100_000), 'EVENT_STATES_PER_MINUTE'),
    tool: read(integer(10, 1, 100_000), 'EVENT_TOOL_CALLS_PER_MINUTE'),
  },
});
