import type { Grant, Permission, Role } from './policy.ts';
import type { AuditEvent } from './storage/index.ts';

/** A person who is signed in. */
export interface SignedIn {
  readonly id: string;
  readonly role: Role;
  readonly sessionId: string;
  /** Whether they proved a second factor when they signed in. */
  readonly hasSecondFactor: boolean;
  /** How the request says who they are: browsers send cookies by themselves, nobody sends a token by accident. */
  readonly by: 'token' | 'cookie';
}

/** Who sent a request, as far as the gateway found out. */
export interface Caller {
  /** `anonymous`, `admin`, a machine token's name or a person's. */
  readonly name: string;
  /** The same for counting: no two callers share one, and nobody chooses theirs. */
  readonly id: string;
  readonly grants: readonly Grant[];
  /** Null for machine tokens, the admin token and whoever is unknown. */
  readonly person: SignedIn | null;
  /** Network address. */
  readonly client: string;
  readonly requestId: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
    /** Failure code it was refused with; empty while all is well. */
    refusal: string;
  }
  interface FastifyContextConfig {
    /** Every route states it; one that does not fails at start. `public` asks nothing. */
    permission?: Permission | 'public';
    /** Name of a state change, as the audit log tells it, e.g. `key.revoke`. */
    action?: string;
    /** Whoever calls it may be guessing a secret: wrong guesses count as wrong tokens do. */
    guessable?: boolean;
    /** Who needs no permission. */
    openTo?: (request: FastifyRequest) => boolean;
    /** Its answer goes on for as long as somebody reads it: no work in progress, and no slow request. */
    isStream?: boolean;
    /** Where a browser is sent to sign in, instead of being refused. */
    signInAt?: string;
  }
}

/** The audit entry of something the caller did. */
export const done = (caller: Caller, at: string, action: string, target: string): AuditEvent => ({
  at,
  actor: caller.name,
  action,
  target,
  outcome: 'done',
  reason: '',
  client: caller.client,
  requestId: caller.requestId,
});
