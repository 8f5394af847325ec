import type { FastifyInstance } from 'fastify';
import { answer } from '../answer.ts';
import { type Caller, done } from '../caller.ts';
import type { ServerConfig } from '../config.ts';
import { appendAudit } from '../storage/index.ts';
import type { Health } from './health.ts';
import { newProfiles } from './profiles.ts';
import { sizingAdvice } from './sizing.ts';

/** Fewer requests tell nothing about the slowest of a hundred. */
const fewRequests = 1_000;

/** What the server can tell about itself, for whoever looks for the reason of something (P14). */
export function diagnosisRoutes(app: FastifyInstance, health: Health, config: ServerConfig): void {
  const { storage, redis, observing, now } = health;
  const profiles = newProfiles();
  const noted = (caller: Caller, action: string): Promise<void> =>
    appendAudit(storage.db, done(caller, now().toISOString(), action, ''));

  app.get('/api/v1/diagnosis', { config: { permission: 'diagnosis:read' } }, () => {
    const { kinds } = observing.tracker.snapshot();
    const pools = [...storage.pools(), ...(redis ? [redis.pool()] : [])];
    const memory = observing.memory.look();
    const { request } = kinds;
    return {
      connections: observing.connections.open,
      requestsAtOnce: observing.connections.mostInWork,
      pools,
      memory,
      process: observing.process.read(),
      slowest: observing.schemas.slowest(20),
      advice: sizingAdvice({
        memory: { used: memory.heapUsed + memory.external, limit: memory.limit },
        requests: { p99: request.count < fewRequests ? null : request.p99, timeout: config.timeouts.request },
        atOnce: { most: observing.connections.mostInWork, reserved: config.limits.requestsAtOnce },
        pools: pools.map(({ name, open, idle, most }) => ({ name, inUse: open - idle, most })),
      }),
    };
  });

  app.post<{ Body: { seconds: number } }>(
    '/api/v1/diagnosis/cpu',
    { config: { permission: 'diagnosis:write', action: 'diagnosis.cpu' }, schema: { body: howLong } },
    async ({ body, caller }, reply) => {
      await noted(caller, 'diagnosis.cpu');
      return answer(reply.type('application/json'), await profiles.processor(body.seconds));
    },
  );

  app.post(
    '/api/v1/diagnosis/heap',
    { config: { permission: 'diagnosis:write', action: 'diagnosis.heap' }, schema: { body: nothing } },
    async ({ caller }, reply) => {
      // Everything in memory is in it: secrets too.
      await noted(caller, 'diagnosis.heap');
      const snapshot = profiles.heap();
      if (!snapshot.ok) return answer(reply, snapshot);
      return reply
        .type('application/json')
        .header('content-disposition', 'attachment; filename="server.heapsnapshot"')
        .send(snapshot.value);
    },
  );
}

/** Shorter than any request may take. */
const howLong = {
  type: 'object',
  additionalProperties: false,
  required: ['seconds'],
  properties: { seconds: { type: 'integer', minimum: 1, maximum: 25 } },
};
const nothing = { type: 'object', additionalProperties: false };
