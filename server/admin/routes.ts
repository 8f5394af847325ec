import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { JsonObject, RenderInput } from '#engine';
import { sendOwn } from '../delivery/own-pages/send-own.ts';
import { detailed, type Health } from '../observability/health.ts';
import type { Permission } from '../policy.ts';
import type { Db } from '../storage/index.ts';
import { type AuditQuery, auditView, readAuditQuery } from './audit-view.ts';
import { healthView } from './health-view.ts';
import { liveView } from './live-view.ts';
import { type AdminPageName, adminPages } from './pages.ts';
import { type RolloutPages, rolloutPages } from './rollout-routes.ts';
import { rolloutsView } from './rollouts-view.ts';

export interface AdminServices extends RolloutPages {
  readonly db: Db;
  readonly health: Health;
  readonly now: () => Date;
}

/** What operators see with a browser: live versions, rollouts, health and audit. Nothing here needs a script. */
export function adminRoutes(app: FastifyInstance, services: AdminServices): void {
  const { db, own, health, now } = services;
  app.addHook(
    'onRequest',
    async (_, reply) => void reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' }),
  );
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, new URLSearchParams(body as string)),
  );
  rolloutPages(app, services);
  const asked = (permission: Permission) => ({ config: { permission, signInAt: '/_admin/sign-in' } }) as const;
  const send = (request: FastifyRequest, reply: FastifyReply, name: AdminPageName, input: RenderInput) => {
    const page = adminPages().page(name);
    const allowed = { ...own, allowed: page.allowed };
    const ctx = { now: now().toISOString(), ...input.ctx };
    return sendOwn(request, reply, allowed, page.html({ ...input, ctx }), 200);
  };
  const shown = (data: object): RenderInput => ({ data: data as JsonObject });

  app.get('/_admin/live', asked('releases:read'), async (request, reply) =>
    send(request, reply, 'live', shown({ live: await liveView(db) })),
  );

  app.get('/_admin/rollouts', asked('rollouts:read'), async (request, reply) =>
    send(request, reply, 'rollouts', shown({ rollouts: await rolloutsView(db) })),
  );

  app.get('/_admin/health', asked('health:read'), async (request, reply) =>
    send(request, reply, 'health', shown({ health: healthView(await detailed(health)) })),
  );

  app.get<{ Querystring: Record<string, string | readonly string[]> }>(
    '/_admin/audit',
    asked('audit:read'),
    async (request, reply) => {
      const query: AuditQuery = readAuditQuery(request.query);
      const input = { ...shown({ audit: await auditView(db, query) }), params: { ...query } };
      return send(request, reply, 'audit', input);
    },
  );
}
