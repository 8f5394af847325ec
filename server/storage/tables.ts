import type { Generated } from 'kysely';
import type { AccountTables } from './account-tables.ts';
import type { RolloutTables } from './rollout-tables.ts';
import type { WebhookTables } from './webhook-tables.ts';

/** The tables as Kysely sees them; `migrations/` creates them. Times are RFC 3339 in UTC, hashes `sha256-…`. */
export interface Tables extends AccountTables, RolloutTables, WebhookTables {
  readonly signing_key: SigningKeyRow;
  readonly approval: ApprovalRow;
  readonly access_token: AccessTokenRow;
  readonly release: ReleaseRow;
  readonly live: LiveRow;
  readonly activation: ActivationRow;
  readonly repeated_request: RepeatedRequestRow;
  readonly outbox: OutboxTable;
  readonly file: FileRow;
  readonly audit: AuditRow;
  readonly audit_checkpoint: AuditCheckpointRow;
}

/** A person's public key; their signatures count until it is revoked. */
export interface SigningKeyRow {
  /** `hashText` of the SPKI PEM. */
  readonly id: string;
  readonly name: string;
  readonly public_key: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly revoked_at: string | null;
  /** Who showed that it is theirs; null for one that somebody registered for somebody. */
  readonly person_id: string | null;
}

/** Somebody's word on a version, before anybody publishes it. Only ever inserted. */
export interface ApprovalRow {
  readonly bundle_hash: string;
  readonly key_id: string;
  readonly document_id: string;
  /** JSON of `SignedApproval`. */
  readonly approval: string;
  /** When it was stored. */
  readonly at: string;
}

export interface AccessTokenRow {
  readonly id: string;
  readonly name: string;
  /** SHA-256 of the token; the token itself is never stored. */
  readonly hash: string;
  /** Separated by spaces. */
  readonly scopes: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly revoked_at: string | null;
}

/** An immutable version, named by the hash of its bundle. Rows are only ever inserted. */
export interface ReleaseRow {
  readonly hash: string;
  readonly document_id: string;
  readonly version: string;
  /** Full path, base included: `/shop/orders/{id}`. */
  readonly route: string;
  readonly program_hash: string;
  readonly engine: string;
  /** Canonical JSON. */
  readonly bundle: string;
  /** JSON of `Program`. */
  readonly program: string;
  /** Address of its stylesheet below `_ui/`. */
  readonly stylesheet: string;
  /** JSON of `StoredSheet[]`; null in releases that were stored before there were several. */
  readonly sheets: string | null;
  /** JSON of the page's `tests`, or null. */
  readonly tests: string | null;
  /** JSON of `SignedApproval`. */
  readonly approval: string;
  readonly stored_at: string;
  readonly stored_by: string;
}

/** What is served: one release per document and channel. */
export interface LiveRow {
  readonly channel: string;
  readonly document_id: string;
  readonly release_hash: string;
  readonly route: string;
  /** The route with unnamed params; no two documents of a channel share one. */
  readonly route_shape: string;
  readonly published_at: string;
  readonly published_by: string;
}

/** Which release went live when. Only ever inserted. */
export interface ActivationRow {
  readonly seq: Generated<number>;
  readonly channel: string;
  readonly document_id: string;
  readonly release_hash: string;
  readonly at: string;
  readonly by: string;
}

/** A request that may be repeated: claimed while it is worked on, then with the answer that repeats get. */
export interface RepeatedRequestRow {
  readonly key: string;
  readonly body_hash: string;
  /** Null while it is worked on. */
  readonly answer: string | null;
  readonly at: string;
  /** When a claim without an answer counts as given up; also tells claims of one key apart. */
  readonly until: string;
}

/** Something that every server has to know, written in the transaction in which it happened. Only ever inserted. */
export interface OutboxRow {
  readonly seq: number;
  /** The same wherever the event is told. */
  readonly id: string;
  readonly kind: EventKind;
  readonly document_id: string;
  /** What went live; of a rollout its candidate. */
  readonly release_hash: string;
  readonly channel: string;
  readonly at: string;
  /** JSON of what more there is to tell, of a rollout `RolloutDetail`; null when that is all. */
  readonly detail: string | null;
  /** The request it happened in, and its span as W3C `traceparent`; '' for none. */
  readonly correlation: string;
  readonly traceparent: string;
}

/** Every kind of event; `live` tells that a channel points at a release now. */
export type EventKind = 'live' | `rollout.${RolloutChange}`;

/** Everything that can happen to a rollout. Stages begin, pass, fail and are undone; the rest is what people see. */
export const rolloutChanges = [
  'started',
  'stage-started',
  'stage-passed',
  'stage-failed',
  'stage-undone',
  'step',
  'paused',
  'resumed',
  'promoted',
  'aborted',
  'rolled-back',
  'frozen',
  'superseded',
  'done',
] as const;
export type RolloutChange = (typeof rolloutChanges)[number];

interface OutboxTable extends Omit<OutboxRow, 'seq'> {
  readonly seq: Generated<number>;
}

/** Stylesheets and assets by their address below `_ui/`; the address holds the content's hash. */
export interface FileRow {
  readonly address: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** One link of the hash chain. Only ever inserted. */
export interface AuditRow {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly target: string;
  readonly outcome: string;
  readonly reason: string;
  readonly client: string;
  readonly request_id: string;
  readonly previous: string;
  readonly hash: string;
}

/** An entry of the chain that is signed with a key from outside the database: what was before it is as it was then. */
export interface AuditCheckpointRow {
  readonly seq: number;
  /** Of the entry with that number. */
  readonly hash: string;
  /** When it was signed. */
  readonly at: string;
  /** Ed25519, as is the signature; base64url. */
  readonly public_key: string;
  readonly signature: string;
}
