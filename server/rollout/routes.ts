import type { FastifyInstance, FastifyReply } from 'fastify';
import { answer } from '../answer.ts';
import { fail, ok, type Result } from '../failures.ts';
import { type PreconditionHeaders, readPrecondition } from '../schemas/preconditions.ts';
import { repeatKeyOf } from '../schemas/repeated-requests.ts';
import { type Channel, findRollout, listRollouts, rolloutEntries } from '../storage/index.ts';
import { type ActionName, actionNames, actOn } from './act.ts';
import { actionRequest, promoteRequest, rolloutRequest, whichRollout, whichRollouts } from './requests.ts';
import { entryOf, type Rollout, rolloutOf } from './rollout.ts';
import type { RolloutServices } from './services.ts';
import { type RolloutRequest, startRollout } from './start.ts';

interface ActionBody {
  readonly why: string;
  readonly to?: 'next' | 'all';
}

/** Start, look at and steer rollouts. */
export function rolloutRoutes(app: FastifyInstance, services: RolloutServices): void {
  const { db } = services;

  app.post<{ Body: RolloutRequest; Headers: PreconditionHeaders & { readonly 'idempotency-key'?: string } }>(
    '/api/v1/rollouts',
    { config: { permission: 'rollouts:write', action: 'rollout.start' }, schema: rolloutRequest },
    async ({ body, headers, caller }, reply) => {
      const precondition = readPrecondition(headers);
      if (!precondition.ok) return answer(reply, precondition);
      if (precondition.value.kind === 'none') return answer(reply, unconditional);
      const repeat = repeatKeyOf('rollout', body, caller.id, headers['idempotency-key']);
      const started = await startRollout(services, body, { repeat, precondition: precondition.value, caller });
      return answerRollout(reply, started, 201);
    },
  );

  app.get<{ Querystring: { documentId?: string; channel?: Channel; open?: 'true' | 'false' } }>(
    '/api/v1/rollouts',
    { config: { permission: 'rollouts:read' }, schema: whichRollouts },
    async ({ query: { documentId, channel, open } }) => {
      const isOpen = open === undefined ? undefined : open === 'true';
      return (await listRollouts(db, { documentId, channel, isOpen }, 100)).map(rolloutOf);
    },
  );

  app.get<{ Params: { id: string } }>(
    '/api/v1/rollouts/:id',
    { config: { permission: 'rollouts:read' }, schema: whichRollout },
    async ({ params: { id } }, reply) => {
      const row = await findRollout(db, id);
      if (!row) return answer(reply, fail('rollout/not-found', 'There is no rollout with this id.'));
      const rollout = rolloutOf(row);
      const history = (await rolloutEntries(db, id)).map(entryOf);
      return answerRollout(reply, ok({ ...rollout, history, ...(await opinion(services, rollout)) }));
    },
  );

  for (const name of actionNames) actionRoute(app, services, name);
}

function actionRoute(app: FastifyInstance, services: RolloutServices, name: ActionName): void {
  app.post<{ Params: { id: string }; Body: ActionBody; Headers: PreconditionHeaders }>(
    `/api/v1/rollouts/:id/${name}`,
    {
      config: { permission: 'rollouts:write', action: `rollout.${name}` },
      schema: name === 'promote' ? promoteRequest : actionRequest,
    },
    async ({ params: { id }, body: { why, to }, headers, caller }, reply) => {
      const precondition = readPrecondition(headers);
      if (!precondition.ok) return answer(reply, precondition);
      // Twice by mistake would be two steps; the others are the same when they are repeated.
      if (name === 'promote' && precondition.value.kind === 'none') return answer(reply, unnamed);
      const acting = { precondition: precondition.value, caller, why, ...(to && { to }) };
      return answerRollout(reply, await actOn(services, id, name, acting));
    },
  );
}

/** What the judge says now, and the figures it has, as far as this server knows. */
async function opinion({ judge, now }: RolloutServices, rollout: Rollout) {
  const judged = rollout.endedAt === null && rollout.audience !== null;
  return {
    judgement: judged ? await judge.judge(rollout, now().getTime()) : null,
    report: (await judge.report?.(rollout)) ?? null,
  };
}

/** The tag of a rollout is its epoch: what `If-Match` of the next change names. */
function answerRollout(reply: FastifyReply, result: Result<Rollout>, status = 200): FastifyReply {
  if (result.ok) reply.header('etag', `"${result.value.epoch}"`).header('cache-control', 'private, no-store');
  return answer(reply, result, status);
}

const unconditional = fail(
  'request/unconditional',
  'Say what is live until now: If-Match with its hash in quotes, as GET /api/v1/live/… tells it.',
);
const unnamed = fail(
  'request/unconditional',
  'Say which rollout you looked at: If-Match with its ETag, as GET /api/v1/rollouts/… tells it.',
);
