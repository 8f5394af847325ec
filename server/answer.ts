import type { FastifyReply } from 'fastify';
import { sendBrief } from './brief-answer.ts';
import { type Failure, type Result, statuses } from './failures.ts';

/** Sends a value, or why there is none: `{ code, message }` with the status of the code. */
export function answer<Value>(reply: FastifyReply, result: Result<Value>, status = 200): FastifyReply {
  return result.ok ? reply.code(status).send(result.value) : refuse(reply, result.failure);
}

export function refuse(reply: FastifyReply, failure: Failure): FastifyReply {
  note(reply, failure);
  return reply.code(statuses[failure.code]).send(failure);
}

/** The same for addresses that people open as well: outside of the API it is a page with a title. */
export function refuseAnyone(reply: FastifyReply, failure: Failure, title: string): FastifyReply {
  const { request } = reply;
  if (request.url.startsWith('/api/')) return refuse(reply, failure);
  note(reply, failure);
  return sendBrief(request, reply, { status: statuses[failure.code], title, text: failure.message });
}

function note(reply: FastifyReply, { code, retryAfter }: Failure): void {
  reply.request.refusal = code;
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
}
