import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type CurrentRequest, within } from './current-request.ts';
import type { Begun, Tracing } from './tracing.ts';

/**
 * Whatever a request causes is known as its own, by its correlation id and its span. Installed before everything else
 * that requests pass.
 */
export function followRequests(app: FastifyInstance, tracing: Tracing): void {
  const begun = new WeakMap<FastifyRequest, Begun>();
  const go = (request: FastifyRequest, on: () => void): void => {
    const known: CurrentRequest | undefined = begun.get(request)?.request;
    if (known) within(known, on);
    else on();
  };
  app.addHook('onRequest', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const header = request.headers['traceparent'];
    const from = { correlation: request.id, traceparent: typeof header === 'string' ? header : '' };
    const one = tracing.begin(from, `${request.method} ${route}`, {
      'http.request.method': request.method,
      'http.route': route,
    });
    begun.set(request, one);
    reply.header('x-correlation-id', request.id);
    reply.raw.once('close', () => {
      one.span.set({ 'http.response.status_code': reply.statusCode });
      if (reply.statusCode >= 500) one.span.fail(request.refusal || `status ${reply.statusCode}`);
      one.end();
    });
    go(request, done);
  });
  // A body comes by the connection, which knows of no request.
  app.addHook('preValidation', (request, _, done) => go(request, done));
}
