import type { FastifyRequest } from 'fastify';
import type { ActionHost } from '#engine';
import { patienceOf } from '../outgoing/send-once.ts';
import { gatherData } from './gather-data.ts';
import type { LivePage } from './live-pages.ts';
import type { DeliveryServices } from './services.ts';
import { makeCall } from './sources/ask.ts';

/** What actions of a page may do here: ask its sources, and make calls that SOURCES_FILE connects. */
export function actionHost(
  request: FastifyRequest,
  page: LivePage,
  services: DeliveryServices,
): ActionHost & { readonly unconnected: () => boolean } {
  let unconnected = false;
  const patience = patienceOf(services.sourceTimeout);
  return {
    unconnected: () => unconnected,
    data: (requests) =>
      gatherData(page, requests, {
        sources: services.sources,
        asking: services.asking,
        patience,
        failed: (source, reason) => request.log.warn({ source, reason, page: page.documentId }, 'source failed'),
      }),
    async call(call, args) {
      const connection = services.calls.get(call);
      if (connection?.kind !== 'http') {
        unconnected = true;
        return { ok: false, status: 501 };
      }
      const answer = await makeCall(services.asking, connection, args, patience);
      if (!answer.ok) request.log.warn({ call, reason: answer.reason }, 'call failed');
      return answer.ok ? { ok: true, result: answer.value } : answer;
    },
    // Nobody signs in here yet, so what may be done is what the operator lets visitors do.
    may: (scope) => services.visitors.has(scope),
  };
}
