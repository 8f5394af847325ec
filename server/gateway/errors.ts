import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../answer.ts';
import type { Failure } from '../failures.ts';
import { isAway } from '../storage/index.ts';
import { commonHeaders } from './headers.ts';
import { BodyRefused } from './json-body.ts';

/** Whatever goes wrong becomes a coded answer; what is our own mistake is logged and told without details. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => refuse(reply, failureOf(error, request)));
  app.route({
    method: ['GET', 'POST'],
    url: '/api/*',
    config: { permission: 'public' },
    handler: (_, reply) => reply.callNotFound(),
  });
  app.setNotFoundHandler({ preHandler: [] }, (request, reply) =>
    refuse(reply, { code: 'request/not-found', message: `There is nothing at ${request.method} ${path(request)}.` }),
  );
}

/** What fails before there is a route: an address that is none. No hook has run yet, so the headers come from here. */
export function answerFrameworkError(_: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  request.refusal = 'request/invalid';
  reply
    .code(400)
    .headers(commonHeaders)
    .send({ code: 'request/invalid', message: 'The address is malformed.' } satisfies Failure);
}

/** The client's mistakes in words; anything else is ours. */
export function failureOf(error: FastifyError, request: FastifyRequest): Failure {
  if (error instanceof BodyRefused) return { code: error.failureCode, message: error.message };
  if (error.validation) return { code: 'request/invalid', message: `The request does not fit: ${error.message}.` };
  const known = byFastifyCode[error.code];
  // PostgreSQL stores no U+0000.
  if (error.code === '22021')
    return { code: 'request/invalid', message: 'The request holds a character that is none.' };
  if (known) return known;
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return { code: 'request/invalid', message: 'The request is malformed.' };
  request.log.error({ err: error }, 'request failed');
  if (/^(?:SQLITE_(?:FULL|READONLY|IOERR)|ENOSPC|EROFS|EDQUOT|53100$)/.test(error.code ?? '')) return notStored;
  if (isAway(error)) return storeAway;
  return { code: 'server/failed', message: `The server failed. Its log explains it under request ${request.id}.` };
}

const notStored: Failure = {
  code: 'server/storage',
  message: 'Nothing was changed: the disk of the server is full or may not be written. Tell its administrator.',
};

const storeAway: Failure = {
  code: 'server/database-away',
  message: 'The database of the server does not answer. Pages are shown as they are; try again in a moment.',
};

const path = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '';

const byFastifyCode: Readonly<Record<string, Failure>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'request/too-large', message: 'The body is larger than this address accepts.' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'request/content-type',
    message: 'Send the body as "Content-Type: application/json".',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'request/invalid', message: 'The body is empty.' },
  FST_ERR_CTP_INVALID_JSON_BODY: {
    code: 'request/invalid',
    message: 'The body is not valid JSON, or uses a key like "__proto__".',
  },
  FST_ERR_HANDLER_TIMEOUT: { code: 'server/busy', message: 'The server took too long. Try again later.' },
};
