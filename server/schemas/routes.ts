import type { FastifyInstance, FastifyReply } from 'fastify';
import { hashJson, type ReleaseRequest } from '#engine';
import { answer } from '../answer.ts';
import { isKnown } from '../delivery/etag.ts';
import { fail, ok, type Result } from '../failures.ts';
import { type Channel, findLive, findRelease } from '../storage/index.ts';
import { activate } from './activate.ts';
import { allLive, type LiveRelease, liveRelease } from './live-release.ts';
import { type PreconditionHeaders, preconditionHeaders, readPrecondition } from './preconditions.ts';
import { publish, type ReleaseServices } from './publish.ts';
import { releaseRequest } from './release-request.ts';
import { repeatKey } from './repeated-requests.ts';
import { singleFlight } from './single-flight.ts';

/** Publish, look, go back. */
export function releaseRoutes(app: FastifyInstance, services: ReleaseServices, bodyLimit: number): void {
  const { db, origin } = services;
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
      const repeat = repeatKey(body, caller.name, headers['idempotency-key']);
      const run = () => publish(services, body, { repeat, precondition: precondition.value, caller });
      // Without a key, the same at the same moment is one request; with one, its sender is told what becomes of it.
      const name = hashJson([body, precondition.value]);
      return answerLive(reply, await (repeat ? run() : once(name, run)));
    },
  );

  app.get('/api/v1/releases', { config: { permission: 'releases:read' } }, () => allLive(db, origin()));

  app.get<{ Params: { hash: string } }>(
    '/api/v1/releases/:hash',
    { config: { permission: 'releases:read' }, schema: { params: byHash } },
    async ({ params }, reply) => {
      const release = await findRelease(db, params.hash);
      if (!release) return answer(reply, fail('release/not-found', 'The server has no version with this hash.'));
      return answer(
        reply,
        ok({
          versionHash: release.hash,
          documentId: release.document_id,
          semver: release.version,
          route: release.route,
          programHash: release.program_hash,
          engine: release.engine,
          storedAt: release.stored_at,
          storedBy: release.stored_by,
          approval: JSON.parse(release.approval),
        }),
      );
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

  app.get<{ Params: { channel: Channel; '*': string } }>(
    '/api/v1/live/:channel/*',
    { config: { permission: 'releases:read' }, schema: { params: whatIsLive } },
    async ({ params, headers }, reply) => {
      const live = await findLive(db, params.channel, params['*']);
      const release = live && (await findRelease(db, live.release_hash));
      if (!release) return answer(reply, fail('release/not-found', 'Nothing is live there.'));
      reply.header('cache-control', 'private, no-cache');
      if (isKnown(headers['if-none-match'], tagOf(release.hash))) return reply.code(304).send();
      return answerLive(reply, ok(liveRelease(live, release.version, origin())));
    },
  );
}

/** The tag of what is live is the hash of its version: what `If-Match` of the next change names. */
const tagOf = (hash: string): string => `"${hash}"`;

function answerLive(reply: FastifyReply, result: Result<LiveRelease>): FastifyReply {
  if (result.ok) reply.header('etag', tagOf(result.value.versionHash));
  return answer(reply, result);
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

const whatIsLive = {
  type: 'object',
  properties: { channel: { enum: ['staging', 'production'] }, '*': { type: 'string', maxLength: 200 } },
};

interface PublishHeaders extends PreconditionHeaders {
  readonly 'idempotency-key'?: string;
}

const publishHeaders = {
  type: 'object',
  properties: { 'idempotency-key': { type: 'string', minLength: 1, maxLength: 200 }, ...preconditionHeaders },
};
