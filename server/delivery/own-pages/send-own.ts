import type { FastifyReply, FastifyRequest } from 'fastify';
import { packed } from '../../packed.ts';
import { pagePolicy } from '../page-headers.ts';
import { sendContent } from '../send-content.ts';
import type { OwnPages } from './own-pages.ts';

/** Sends a page of the server itself. */
export function sendOwn(
  request: FastifyRequest,
  reply: FastifyReply,
  { allowed }: OwnPages,
  html: string,
  status: number,
): Promise<FastifyReply> {
  const content = packed(Buffer.from(html));
  reply.header('content-security-policy', pagePolicy([], allowed));
  return sendContent(request, reply, { content, type: 'text/html; charset=utf-8', status });
}
