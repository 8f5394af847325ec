import type { FastifyReply } from 'fastify';
import { type Failure, type Result, statuses } from './failures.ts';

/** Sends a value, or why there is none: `{ code, message }` with the status of the code. */
export function answer<Value>(reply: FastifyReply, result: Result<Value>, status = 200): FastifyReply {
  return result.ok ? reply.code(status).send(result.value) : refuse(reply, result.failure);
}

export function refuse(reply: FastifyReply, failure: Failure): FastifyReply {
  reply.request.refusal = failure.code;
  if (failure.retryAfter !== undefined) reply.header('retry-after', failure.retryAfter);
  return reply.code(statuses[failure.code]).send(failure);
}
