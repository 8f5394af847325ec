import type { FastifyInstance } from 'fastify';
import { isPrivate } from '../accounts/private-connection.ts';
import { refuseAnyone } from '../answer.ts';
import { sendBrief } from '../brief-answer.ts';

/** Orchestrators ask from another machine, without TLS, and learn nothing that is worth keeping. */
const isProbe = (url: string): boolean => /^\/health\/(?:live|ready)(?:\?|$)/.test(url);

/**
 * Off this machine everything travels over TLS: ended here, or by a proxy that is trusted and says so. What comes without
 * is sent to the public https address where that helps, and refused elsewhere: a token that came openly is known.
 */
export function refusePlainHttp(app: FastifyInstance, publicUrl: string | null): void {
  const secure = publicUrl?.startsWith('https:') ? publicUrl : null;
  app.addHook('onRequest', async (request, reply) => {
    if (isPrivate(request) || isProbe(request.url)) return;
    const isVisit = request.method === 'GET' || request.method === 'HEAD';
    if (secure !== null && isVisit && !request.url.startsWith('/api/')) {
      reply.header('location', secure + request.url);
      return sendBrief(request, reply, { status: 308, title: 'This page has moved', text: 'Open it over https.' });
    }
    return refuseAnyone(reply, { code: 'request/not-private', message }, 'Not over this connection');
  });
}

const message =
  'This server answers over https only. Behind a proxy that ends TLS its operator sets TRUST_PROXY; on a network where nobody else listens, PLAIN_HTTP=allow.';
