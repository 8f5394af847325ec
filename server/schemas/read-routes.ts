import type { FastifyInstance } from 'fastify';
import { answer } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { isKnown } from '../delivery/etag.ts';
import { type Failure, fail, ok, type Result } from '../failures.ts';
import { allows } from '../policy.ts';
import {
  type Channel,
  type Db,
  findLive,
  findRelease,
  findReleases,
  type Read,
  type ReleaseRow,
} from '../storage/index.ts';
import { answerLive, tagOf } from './answer-live.ts';
import { allLive, liveRelease } from './live-release.ts';

export interface ReadServices {
  readonly db: Db;
  /** Reads from a replica where there are some: what it answers may be of a moment ago. */
  readonly read: Read;
  readonly origin: () => string;
}

/** Looking at what is stored and what is live; nothing here changes anything. */
export function readRoutes(app: FastifyInstance, { db, read, origin }: ReadServices): void {
  /** Whoever may write reads what they wrote, on every server: from the database that is written to. */
  const reading = ({ grants }: Caller): Read => (allows(grants, 'releases:write') ? (query) => query(db) : read);
  const config = { permission: 'releases:read' } as const;

  app.get('/api/v1/releases', { config }, ({ caller }) => reading(caller)((from) => allLive(from, origin())));

  app.get<{ Params: { hash: string } }>(
    '/api/v1/releases/:hash',
    { config, schema: { params: byHash } },
    async ({ params, caller }, reply) =>
      answer(reply, shown(await reading(caller)((from) => findRelease(from, params.hash)))),
  );

  app.post<{ Body: { hashes: readonly string[] } }>(
    '/api/v1/releases/batch',
    { config, schema: { body: whichHashes } },
    async ({ body: { hashes }, caller }) => {
      const found = await reading(caller)((from) => findReleases(from, hashes));
      const byHash = new Map(found.map((release) => [release.hash, release]));
      return hashes.map((hash) => inBatch(hash, shown(byHash.get(hash))));
    },
  );

  app.get<{ Params: { channel: Channel; '*': string } }>(
    '/api/v1/live/:channel/*',
    { config, schema: { params: whatIsLive } },
    async ({ params, headers, caller }, reply) => {
      const found = await reading(caller)(async (from) => {
        const live = await findLive(from, params.channel, params['*']);
        const release = live && (await findRelease(from, live.release_hash));
        return release && liveRelease(live, release.version, origin());
      });
      if (!found) return answer(reply, fail('release/not-found', 'Nothing is live there.'));
      reply.header('cache-control', 'private, no-cache');
      if (isKnown(headers['if-none-match'], tagOf(found))) return reply.code(304).send();
      return answerLive(reply, ok(found));
    },
  );
}

/** A stored version as clients see it. */
interface StoredRelease {
  readonly versionHash: string;
  readonly documentId: string;
  readonly semver: string;
  readonly route: string;
  readonly programHash: string;
  readonly engine: string;
  readonly storedAt: string;
  readonly storedBy: string;
  readonly approval: unknown;
}

function shown(release: Omit<ReleaseRow, 'bundle' | 'program'> | undefined): Result<StoredRelease> {
  if (!release) return fail('release/not-found', 'The server has no version with this hash.');
  return ok({
    versionHash: release.hash,
    documentId: release.document_id,
    semver: release.version,
    route: release.route,
    programHash: release.program_hash,
    engine: release.engine,
    storedAt: release.stored_at,
    storedBy: release.stored_by,
    approval: JSON.parse(release.approval),
  });
}

type BatchResult = { readonly hash: string } & (
  | { readonly ok: true; readonly value: StoredRelease }
  | { readonly ok: false; readonly failure: Failure }
);

const inBatch = (hash: string, result: Result<StoredRelease>): BatchResult => ({ hash, ...result });

const byHash = {
  type: 'object',
  required: ['hash'],
  properties: { hash: { type: 'string', maxLength: 80 } },
};

const whichHashes = {
  type: 'object',
  additionalProperties: false,
  required: ['hashes'],
  properties: { hashes: { type: 'array', maxItems: 100, items: { type: 'string', maxLength: 80 } } },
};

const whatIsLive = {
  type: 'object',
  properties: { channel: { enum: ['staging', 'production'] }, '*': { type: 'string', maxLength: 200 } },
};
