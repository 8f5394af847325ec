import type { FastifyInstance } from 'fastify';

/** On every answer: nothing may be framed, sniffed, sent as referrer or use the device. Pages add their own CSP. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Two years, as browsers' preload lists ask for. */
const transportSecurity = 'max-age=63072000; includeSubDomains; preload';

/** `isPublicTls`: the configured public address is https, whatever the last hop speaks. */
export function secureHeaders(app: FastifyInstance, isPublicTls: boolean): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(commonHeaders).header('x-request-id', request.id);
    if (isPublicTls || request.protocol === 'https') reply.header('strict-transport-security', transportSecurity);
  });
}
