import { method, type Nothing, nothing } from './method.ts';
import type { Version } from './versions.ts';

export type Channel = 'staging' | 'production';

/** What a server serves for one document. */
export interface LiveRelease {
  readonly documentId: string;
  readonly channel: Channel;
  readonly versionHash: string;
  readonly semver: string;
  /** Where a browser finds the page. */
  readonly url: string;
  readonly publishedAt: string;
  readonly publishedBy: string;
}

export interface ServerStatus {
  readonly url: string;
  readonly reachable: boolean;
  /** Sentence when not reachable or not usable. */
  readonly problem: string | null;
  readonly hasToken: boolean;
  /** The approval key of this person is registered there. */
  readonly keyRegistered: boolean;
  readonly live: readonly LiveRelease[];
}

const hash = { type: 'string', maxLength: 80 } as const;
type Refused =
  | 'release/not-configured'
  | 'release/server-unreachable'
  | 'release/server-garbage'
  | 'release/unauthorized'
  | 'release/refused';

export const releaseMethods = {
  /** A person's signature on a version's hash. Needs a visual run of that very content, passed, all baselines accepted. */
  'review.approve': method<
    { hash: string },
    Version,
    | 'version/not-found'
    | 'review/visual-missing'
    | 'review/visual-failed'
    | 'review/visual-pending'
    | 'review/has-problems'
  >({
    type: 'object',
    additionalProperties: false,
    required: ['hash'],
    properties: { hash },
  }),
  'server.status': method<Nothing, ServerStatus, 'release/not-configured'>(nothing),
  /** Remembers address and token (keychain on the desktop) and registers this person's approval key. */
  'server.connect': method<{ url: string; token: string }, ServerStatus, Refused | 'release/bad-address'>({
    type: 'object',
    additionalProperties: false,
    required: ['url', 'token'],
    properties: { url: { type: 'string', maxLength: 2000 }, token: { type: 'string', maxLength: 4000 } },
  }),
  /** Sends the approved bytes; the server recompiles and checks them. Repeating is harmless. `dryRun` only asks. */
  'release.publish': method<
    { hash: string; channel: Channel; dryRun: boolean },
    LiveRelease,
    'version/not-found' | 'release/not-approved' | 'release/changed' | Refused
  >({
    type: 'object',
    additionalProperties: false,
    required: ['hash', 'channel', 'dryRun'],
    properties: { hash, channel: { type: 'string', enum: ['staging', 'production'] }, dryRun: { type: 'boolean' } },
  }),
};
