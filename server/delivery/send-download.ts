import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ActionAnswer } from '#engine';
import { patienceOf } from '../outgoing/send-once.ts';
import { sendNotice } from './notices.ts';
import type { DeliveryServices } from './services.ts';
import { openDownload } from './sources/ask.ts';

/** A file made by a call, handed through as it comes; never shown in the page's own origin. */
export async function sendDownload(
  request: FastifyRequest,
  reply: FastifyReply,
  { call, args }: Extract<ActionAnswer, { kind: 'download' }>,
  services: DeliveryServices,
): Promise<FastifyReply> {
  const connection = services.calls.get(call);
  if (connection?.kind !== 'http') return sendNotice(request, reply, services, 'no-call');
  const file = await openDownload(services.asking, connection, args, patienceOf(services.sourceTimeout));
  if (!file.ok) {
    request.log.warn({ call, reason: file.reason }, 'download failed');
    return sendNotice(request, reply, services, 'call-failed');
  }
  return reply
    .header('content-disposition', `attachment; filename="${safeName(file.name ?? call)}"`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .type(file.type)
    .send(file.body);
}

/** ASCII without anything a header or a file system reads otherwise (language.md 9.2). */
const safeName = (name: string): string =>
  name
    .replace(/[^A-Za-z0-9._ -]/g, '_')
    .replace(/^[. ]+/, '')
    .slice(0, 100) || 'download';
