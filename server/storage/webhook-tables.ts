/** The tables of webhooks. Times are RFC 3339 in UTC. */
export interface WebhookTables {
  readonly webhook: WebhookRow;
  readonly dead_letter: DeadLetterRow;
  readonly lease: LeaseRow;
}

/** An address that is told what happens, and how far that is. */
export interface WebhookRow {
  readonly id: string;
  readonly url: string;
  /** Kinds of events, separated by spaces; `rollout.*` is all of rollouts. */
  readonly kinds: string;
  /** What its messages are signed with, sealed. */
  readonly secret: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly removed_at: string | null;
  /** The last event that is dealt with. */
  readonly seq: number;
  /** How often the next one was tried. */
  readonly attempts: number;
  /** When that began; null while all is well. */
  readonly failing_since: string | null;
  /** When it is tried again. */
  readonly retry_at: string | null;
  readonly problem: string | null;
}

/** A message that could not be delivered. */
export interface DeadLetterRow {
  readonly id: string;
  readonly webhook_id: string;
  readonly event_id: string;
  readonly kind: string;
  readonly body: string;
  readonly correlation: string;
  readonly attempts: number;
  /** When it was tried first, and last. */
  readonly first_at: string;
  readonly last_at: string;
  readonly problem: string;
  /** When somebody asked for it to be tried again; null when nobody did, and once it was. */
  readonly replay_at: string | null;
  readonly delivered_at: string | null;
}

/** What only one server at a time may do. */
export interface LeaseRow {
  readonly name: string;
  /** Empty when it was given back. */
  readonly holder: string;
  /** Counts on for as long as the holder lives. */
  readonly beat: number;
}
