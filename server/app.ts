import { randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import fastify, { type FastifyInstance } from 'fastify';
import { accountRoutes } from './accounts/routes.ts';
import type { ServerConfig } from './config.ts';
import { answerBrokenRequest } from './gateway/broken-requests.ts';
import { installGateway } from './gateway/gateway.ts';
import { healthRoutes } from './observability/health.ts';
import type { Storage } from './storage/index.ts';

export interface ServerOptions {
  readonly config: ServerConfig;
  readonly storage: Storage;
  readonly adminToken: string;
  /** This program's version, shown by the health report. */
  readonly version: string;
  readonly now: () => Date;
  /** Where log lines go; standard output by default. */
  readonly logTo?: Writable;
}

/** The whole server as a Fastify instance; it needs no socket to be tried (`inject`). */
export function createServer(options: ServerOptions): FastifyInstance {
  const { config, storage, now } = options;
  const app = fastify({
    logger: { level: config.logLevel, serializers: logShapes, ...(options.logTo ? { stream: options.logTo } : {}) },
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    bodyLimit: config.limits.body,
    http: { headersTimeout: config.timeouts.headers, maxHeaderSize: 16_384, connectionsCheckingInterval: 1_000 },
    clientErrorHandler: answerBrokenRequest,
    requestTimeout: config.timeouts.request,
    handlerTimeout: config.timeouts.request + config.timeouts.compile,
    keepAliveTimeout: config.timeouts.idle,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    routerOptions: { maxParamLength: 500 },
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false, allErrors: false } },
  });
  installGateway(app, options);
  app.register(async (api) => accountRoutes(api, { db: storage.db, now }));
  app.register(async (api) =>
    healthRoutes(api, { ...options, isReady: () => true, livePages: () => 0, startedAt: now() }),
  );
  return app;
}

/** Log lines carry neither headers nor query strings: both may hold secrets or people's data. */
const logShapes = {
  req: ({ method, url, ip }: { method: string; url: string; ip: string }) => ({
    method,
    path: url.split('?', 1)[0],
    client: ip,
  }),
};
