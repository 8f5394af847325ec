import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { Writable } from 'node:stream';
import type { ServerConfig } from './config.ts';
import { answerBrokenRequest } from './gateway/broken-requests.ts';
import { answerFrameworkError } from './gateway/errors.ts';
import { isCorrelation } from './observability/current-request.ts';
import { logOutput } from './observability/log-output.ts';
import { RequestLines } from './observability/log-requests.ts';
import { logSerializers } from './observability/log-shape.ts';
import type { Observing } from './observability/observing.ts';
import type { Certificate } from './tls/certificate.ts';
import { secureServer } from './tls/secure-server.ts';

export interface ListeningOptions {
  readonly config: ServerConfig;
  /** With it the server speaks TLS; null: plain HTTP. */
  readonly certificate: Certificate | null;
  /** Where log lines go; standard output by default. */
  readonly logTo?: Writable;
  readonly observing: Observing;
}

/** How requests are read and logged, before any route is known. */
export function fastifyOptions({ config, certificate, logTo, observing }: ListeningOptions) {
  const { limits, logLevel, timeouts, trustProxy } = config;
  return {
    ...(certificate && { serverFactory: secureFactory(certificate, timeouts) }),
    logger: {
      level: logLevel,
      serializers: logSerializers,
      hooks: { logMethod: observing.logLines.logMethod },
      stream: logTo ?? logOutput(),
    },
    logController: new RequestLines({ requestIdLogLabel: 'reqId' }),
    genReqId: ({ headers: { 'x-correlation-id': given } }: IncomingMessage) =>
      isCorrelation(given) ? given : randomUUID(),
    requestIdHeader: false,
    trustProxy: trustProxy.length > 0 ? [...trustProxy] : false,
    bodyLimit: limits.body,
    http: { headersTimeout: timeouts.headers, maxHeaderSize: headerBytes, connectionsCheckingInterval: 1_000 },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: answerFrameworkError,
    requestTimeout: timeouts.request,
    keepAliveTimeout: timeouts.idle,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    routerOptions: { maxParamLength: 500 },
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false, allErrors: false } },
  } as const;
}

const headerBytes = 16_384;

/** Fastify and what we listen to know a server of HTTP/1.1; one of both speaks it too, and says the same of HTTP/2. */
const secureFactory =
  (certificate: Certificate, timeouts: ServerConfig['timeouts']) =>
  (handle: RequestListener): Server =>
    secureServer(handle as unknown as Parameters<typeof secureServer>[0], certificate, {
      ...timeouts,
      headerBytes,
    }) as unknown as Server;
