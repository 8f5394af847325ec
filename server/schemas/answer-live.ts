import type { FastifyReply } from 'fastify';
import { answer } from '../answer.ts';
import type { Result } from '../failures.ts';
import type { LiveRelease } from './live-release.ts';

/** The tag of what is live is the hash of its version: what `If-Match` of the next change names. */
export const tagOf = ({ versionHash }: LiveRelease): string => `"${versionHash}"`;

/** Answers with what is live and its tag, or why not. */
export function answerLive(reply: FastifyReply, result: Result<LiveRelease>): FastifyReply {
  if (result.ok) reply.header('etag', tagOf(result.value));
  return answer(reply, result);
}
