import type { FastifyInstance } from 'fastify';
import { appendAudit, type Db } from '../storage/index.ts';

/** Writes every refused change and every refused sign-in into the audit log, before the answer leaves. */
export function auditDenied(app: FastifyInstance, db: Db, now: () => Date): void {
  app.addHook('onSend', async (request, _, payload) => {
    const { refusal, caller } = request;
    const { action } = request.routeOptions.config;
    if (!refusal || !isWorthTelling(refusal, action)) return payload;
    const entry = {
      at: now().toISOString(),
      actor: caller.name,
      action: action ?? `${request.method} ${request.routeOptions.url ?? ''}`,
      target: '',
      outcome: 'denied' as const,
      reason: refusal,
      client: caller.client,
      requestId: caller.requestId,
    };
    // Who is refused stays refused on a full disk; the log then says who it was.
    await appendAudit(db, entry).catch((error: unknown) =>
      request.log.error({ err: error, entry }, 'audit entry lost'),
    );
    return payload;
  });
}

const isWorthTelling = (refusal: string, action: string | undefined): boolean =>
  !quiet.has(refusal) && (action !== undefined || refusal.startsWith('auth/'));

/**
 * Refusals of limits: a flood must not become a flood of disk writes. And the question for a second factor, which is
 * asked of everybody who has one.
 */
const quiet = new Set(['request/too-many', 'server/busy', 'auth/wait', 'auth/code-needed']);
