import type { FastifyInstance } from 'fastify';
import { hashJson, type ReleaseRequest } from '#engine';
import { answer } from '../answer.ts';
import { fail, ok, type Result } from '../failures.ts';
import { type Channel, findRelease } from '../storage/index.ts';
import { activate } from './activate.ts';
import { allLive, type LiveRelease } from './live-release.ts';
import { publish, type ReleaseServices } from './publish.ts';
import { releaseRequest } from './release-request.ts';
import { repeatKey } from './repeated-requests.ts';
import { singleFlight } from './single-flight.ts';

/** Publish, look, go back. */
export function releaseRoutes(app: FastifyInstance, services: ReleaseServices, bodyLimit: number): void {
  const { db, origin } = services;
  const once = singleFlight<Result<LiveRelease>>();

  app.post<{ Body: ReleaseRequest; Headers: { 'idempotency-key'?: string } }>(
    '/api/v1/releases',
    {
      config: { permission: 'releases:write', action: 'release.publish' },
      bodyLimit,
      schema: { body: releaseRequest, headers: idempotencyKey },
    },
    async ({ body, headers, caller }, reply) => {
      const repeat = repeatKey(body, caller.name, headers['idempotency-key']);
      const published = await once(`${hashJson(body)} ${repeat?.key ?? ''}`, () =>
        publish(services, body, repeat, caller),
      );
      return answer(reply, published);
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

  app.post<{ Params: { hash: string }; Body: { channel: Channel } }>(
    '/api/v1/releases/:hash/activate',
    {
      config: { permission: 'releases:write', action: 'release.activate' },
      schema: { params: byHash, body: whichChannel },
    },
    async ({ params, body, caller }, reply) =>
      answer(reply, await activate(services, params.hash, body.channel, caller)),
  );
}

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

const idempotencyKey = {
  type: 'object',
  properties: { 'idempotency-key': { type: 'string', minLength: 1, maxLength: 200 } },
};
