import type { FastifyInstance } from 'fastify';
import type { AccountServices } from '../accounts/services.ts';
import type { ServerConfig } from '../config.ts';
import type { DeliveryServices } from '../delivery/services.ts';
import type { Storage } from '../storage/index.ts';
import { auditDenied } from './audit-denied.ts';
import { authenticate } from './authentication.ts';
import { allowOrigins } from './cors.ts';
import type { Counters } from './counters.ts';
import { guardCookies } from './csrf-guard.ts';
import { answerErrors } from './errors.ts';
import { limitHandlers } from './handler-timeout.ts';
import { secureHeaders } from './headers.ts';
import { acceptOnlyJson } from './json-body.ts';
import { type Load, shedLoad } from './overload.ts';
import { requirePermissions } from './permissions.ts';
import { refusePlainHttp } from './plain-http.ts';
import { limitRequests, requestLimits } from './request-limits.ts';

export interface GatewayOptions {
  readonly config: ServerConfig;
  readonly storage: Storage;
  readonly accounts: AccountServices;
  readonly adminToken: () => string;
  readonly counters: Counters;
  readonly delivery: DeliveryServices;
  readonly now: () => Date;
  readonly load: Load;
}

/** What every request passes before it reaches a route: headers, identity, permission, limits, a body worth reading. */
export function installGateway(
  app: FastifyInstance,
  { config, storage, accounts, adminToken, counters, delivery, now, load }: GatewayOptions,
): void {
  const { db } = storage;
  const { limits, baseUrl } = config;
  requirePermissions(app);
  limitHandlers(app, config.timeouts.request + config.timeouts.compile);
  secureHeaders(app, baseUrl?.startsWith('https:') ?? false);
  if (config.transport.plain === 'near') refusePlainHttp(app, baseUrl);
  allowOrigins(app, config.corsOrigins);
  authenticate(app, {
    accounts,
    adminToken,
    requireSecondFactor: config.requireSecondFactor,
    cookie: config.sessionCookie,
    counters,
    failures: { most: limits.failedSignIns, window: 60_000 },
  });
  limitRequests(app, counters, requestLimits(limits), delivery.tenantOf);
  shedLoad(app, load);
  acceptOnlyJson(app);
  guardCookies(app, accounts, config.csrf);
  auditDenied(app, db, now);
  answerErrors(app);
}
