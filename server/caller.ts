import type { AuditEvent } from './storage/index.ts';

/** What a token may do. `tokens:write` is the administrator's: it makes further tokens. */
export const scopes = ['keys:write', 'tokens:write', 'releases:write', 'releases:read', 'health:read'] as const;
export type Scope = (typeof scopes)[number];

/** What a route asks of its caller; `public` asks nothing. */
export type Permission = Scope | 'public';

/** Who sent a request, as far as the gateway found out. */
export interface Caller {
  /** `anonymous`, `admin` or the token's name. */
  readonly name: string;
  readonly scopes: readonly Scope[];
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
    /** Every route states it; one that does not fails at start. */
    permission?: Permission;
    /** Name of a state change, as the audit log tells it, e.g. `key.revoke`. */
    action?: string;
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
