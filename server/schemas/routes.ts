import type { FastifyInstance } from 'fastify';
import { hashJson, type ReleaseRequest } from '#engine';
import { answer } from '../answer.ts';
import { singleFlight } from '../cache/single-flight.ts';
import { fail, type Result } from '../failures.ts';
import type { Channel } from '../storage/index.ts';
import { activate } from './activate.ts';
import { answerLive } from './answer-live.ts';
import type { LiveRelease } from './live-release.ts';
import { type PreconditionHeaders, preconditionHeaders, readPrecondition } from './preconditions.ts';
import { publish, type ReleaseServices } from './publish.ts';
import { releaseRequest } from './release-request.ts';
import { repeatKey } from './repeated-requests.ts';

/** Publish, and go back. */
export function releaseRoutes(app: FastifyInstance, services: ReleaseServices, bodyLimit: number): void {
  const once = singleFlight<Result<LiveRelease>>();

  app.post<{ Body: ReleaseRequest; Headers: PublishHeaders }>(
    '/api/v1/releases',
    {
      config: { permission: 'releases:write', action: 'release.publish' },
      bodyLimit,
      schema: { body: releaseRequest, headers: publishHeaders },
    },
    async ({ body, headers, caller }, reply) => {
      const precondition = readPrecondition(headers);
      if (!precondition.ok) return answer(reply, precondition);
      const repeat = repeatKey(body, caller.id, headers['idempotency-key']);
      const { root: id } = body.bundle;
      const run = () =>
        services.watch.work(
          { type: 'page', operation: 'publish', id, version: body.approval.statement.version },
          () => publish(services, body, { repeat, precondition: precondition.value, caller }),
          ({ ok }) => (ok ? 'ok' : 'refused'),
        );
      services.watch.used('page', 'publish');
      // Without a key, the same at the same moment is one request; with one, its sender is told what becomes of it.
      const name = hashJson([body, precondition.value]);
      return answerLive(reply, await (repeat ? run() : once(name, run)));
    },
  );

  app.post<{ Params: { hash: string }; Body: { channel: Channel }; Headers: PreconditionHeaders }>(
    '/api/v1/releases/:hash/activate',
    {
      config: { permission: 'releases:write', action: 'release.activate' },
      schema: { params: byHash, body: whichChannel, headers: { type: 'object', properties: preconditionHeaders } },
    },
    async ({ params, body: { channel }, headers, caller }, reply) => {
      const read = readPrecondition(headers);
      if (!read.ok) return answer(reply, read);
      if (read.value.kind === 'none') return answer(reply, unconditional);
      return answerLive(reply, await activate(services, params.hash, { channel, precondition: read.value }, caller));
    },
  );
}

const unconditional = fail(
  'request/unconditional',
  'Say what is live until now: If-Match with its hash in quotes, as GET /api/v1/live/… tells it, or "If-None-Match: *".',
);

const byHash = {
  type: 'object',
  required: ['hash'],
  properties: { hash: { type: 'string', maxLength: 80 } },
};

const whichChannel = {
  type: 'object',
  additionalProperties: false,
  required: ['channel'],
  properties: { channel: { enum: ['staging', 'production'] } },
};

interface PublishHeaders extends PreconditionHeaders {
  readonly 'idempotency-key'?: string;
}

const publishHeaders = {
  type: 'object',
  properties: { 'idempotency-key': { type: 'string', minLength: 1, maxLength: 200 }, ...preconditionHeaders },
};
