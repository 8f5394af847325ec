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

/** What a version needs before it goes live in a channel. */
export interface ApprovalRule {
  /** How many different people have to approve it. */
  readonly people: number;
  /** Whether the approval of whoever publishes is one of them. */
  readonly ownCounts: boolean;
}

/** Somebody's word on a version, as the server knows it. */
export interface ServerApproval {
  readonly hash: string;
  readonly by: string;
  readonly at: string;
}

/** Whoever is signed in at a server, and what they may do there. */
export interface SignedInPerson {
  readonly name: string;
  /** As the server calls it, e.g. `release-manager`. */
  readonly role: string;
  readonly mayApprove: boolean;
  readonly mayPublish: boolean;
  readonly mayRollOut: boolean;
  /** Somebody else knows the password: it should be changed. */
  readonly passwordIsGiven: boolean;
  /** They signed in with a second factor. */
  readonly secondFactor: boolean;
}

export interface ServerStatus {
  readonly url: string;
  readonly reachable: boolean;
  /** Sentence when not reachable or not usable. */
  readonly problem: string | null;
  /** Sentence when the clocks of server and this machine are far apart. */
  readonly clock: string | null;
  /** There is a token or a session for it. */
  readonly hasToken: boolean;
  /** Null with a token, and while nobody is signed in. */
  readonly person: SignedInPerson | null;
  /** The approval key of this person is registered there. */
  readonly keyRegistered: boolean;
  readonly live: readonly LiveRelease[];
  /** Those that count, newest first. */
  readonly approvals: readonly ServerApproval[];
  /** Null when the server did not say. */
  readonly rules: Readonly<Record<Channel, ApprovalRule>> | null;
}

const hash = { type: 'string', maxLength: 80 } as const;
/** Why a server did not do what was asked of it. */
export type Refused =
  | 'release/not-configured'
  | 'release/server-unreachable'
  | 'release/server-garbage'
  | 'release/unauthorized'
  | 'release/signed-out'
  | 'release/refused';

const url = { type: 'string', maxLength: 2000 } as const;
const secret = { type: 'string', maxLength: 1000 } as const;

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
    properties: { url, token: { type: 'string', maxLength: 4000 } },
  }),
  /**
   * Signs a person in at a server and registers their approval key there. `code` is of their second factor, empty
   * without; `release/code-needed` asks for it. The password is sent and forgotten.
   */
  'server.sign-in': method<
    { url: string; name: string; password: string; code: string },
    ServerStatus,
    | Refused
    | 'release/bad-address'
    | 'release/wrong-credentials'
    | 'release/code-needed'
    | 'release/wrong-code'
    | 'release/key-taken'
  >({
    type: 'object',
    additionalProperties: false,
    required: ['url', 'name', 'password', 'code'],
    properties: { url, name: { type: 'string', maxLength: 100 }, password: secret, code: secret },
  }),
  /** Ends the session here, and at the server when it can be reached; `note` says when it could not. */
  'server.sign-out': method<Nothing, { note: string | null }, 'release/not-configured'>(nothing),
  'server.change-password': method<{ current: string; next: string }, ServerStatus, Refused>({
    type: 'object',
    additionalProperties: false,
    required: ['current', 'next'],
    properties: { current: secret, next: secret },
  }),
  /** Revokes the key of whoever is signed in, for good, and registers a new one: for a key that others may have seen. */
  'server.replace-key': method<Nothing, ServerStatus, Refused>(nothing),
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
