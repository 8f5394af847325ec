import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { installAnswerCounts } from './answer-count.ts';
import { sendNotice } from './notices.ts';
import { refuseTurn } from './refuse-turn.ts';
import { isActionAddress, runAction } from './run-action.ts';
import { sendFile } from './send-files.ts';
import { isFragmentAddress, serveFragment } from './serve-fragment.ts';
import { servePage } from './serve-page.ts';
import type { DeliveryServices } from './services.ts';

/** Pages, their files and their forms: everything below `/` that no other route takes. */
export function deliveryRoutes(app: FastifyInstance, services: DeliveryServices): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, new URLSearchParams(body as string)),
  );
  app.setErrorHandler((error, request, reply) => {
    const name = noticeOf(error as { code?: string; statusCode?: number });
    if (name === 'failed') request.log.error({ err: error }, 'page failed');
    return sendNotice(request, reply, services, name);
  });

  installAnswerCounts(app);
  app.addHook('onRequest', async (request, reply) => {
    const since = services.staleSince();
    if (since !== null) reply.header('age', Math.max(0, Math.round((services.now().getTime() - since) / 1_000)));
    const wait = await services.takeTurn(request.ip, services.tenantOf(request.hostname).id);
    if (wait > 0) return refuseTurn(request, reply, wait);
  });

  app.get('/*', { config: { permission: 'public' } }, async (request, reply) => {
    const address = belowUi(request);
    if (address === null) return servePage(request, reply, services);
    if (isFragmentAddress(address)) return serveFragment(request, reply, address, services);
    if (isActionAddress(address)) return runAction(request, reply, address, services);
    const file = await services.findFile(address);
    return file ? sendFile(request, reply, file) : sendNotice(request, reply, services, 'not-found');
  });

  app.post('/*', { config: { permission: 'public' } }, (request, reply): Promise<FastifyReply> => {
    const address = belowUi(request);
    return address === null
      ? sendNotice(request, reply, services, 'not-found')
      : runAction(request, reply, address, services);
  });
}

/** What stands behind `{base}_ui/`, still percent-encoded; null for an address of a page. */
function belowUi(request: FastifyRequest): string | null {
  const path = (request.raw.url ?? '').split('?', 1)[0] ?? '';
  const at = path.indexOf('/_ui/');
  return at === -1 ? null : path.slice(at + '/_ui/'.length);
}

function noticeOf({ code, statusCode = 500 }: { readonly code?: string; readonly statusCode?: number }) {
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'too-large';
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return 'no-form';
  return statusCode < 500 ? 'bad-form' : 'failed';
}
