import type { FastifyInstance } from 'fastify';
import { answer } from '../answer.ts';
import { toldKinds } from '../events/told-event.ts';
import { addWebhook, allLetters, allWebhooks, dropWebhook, replayLetter, type WebhookServices } from './webhooks.ts';

/** Who is told elsewhere what happens here, and what could not be told. */
export function webhookRoutes(app: FastifyInstance, services: WebhookServices): void {
  const read = { permission: 'webhooks:read' } as const;
  const write = (action: string) => ({ permission: 'webhooks:write', action }) as const;

  app.get('/api/v1/webhooks', { config: read }, () => allWebhooks(services));

  app.post<{ Body: { url: string; kinds: readonly string[] } }>(
    '/api/v1/webhooks',
    { config: write('webhook.create'), schema: { body: newWebhook } },
    async ({ body, caller }, reply) => answer(reply, await addWebhook(services, body, caller), 201),
  );

  app.post<{ Params: { id: string } }>(
    '/api/v1/webhooks/:id/remove',
    { config: write('webhook.remove'), schema: { params: byId } },
    async ({ params, caller }, reply) => answer(reply, await dropWebhook(services, params.id, caller)),
  );

  app.get<{ Querystring: { webhook?: string } }>(
    '/api/v1/dead-letters',
    { config: read, schema: { querystring: ofWebhook } },
    ({ query }) => allLetters(services, query.webhook ?? null),
  );

  app.post<{ Params: { id: string } }>(
    '/api/v1/dead-letters/:id/replay',
    { config: write('webhook.replay'), schema: { params: byId } },
    async ({ params, caller }, reply) => answer(reply, await replayLetter(services, params.id, caller), 202),
  );
}

const id = { type: 'string', maxLength: 100 };
const byId = { type: 'object', additionalProperties: false, required: ['id'], properties: { id } };
const ofWebhook = { type: 'object', additionalProperties: false, properties: { webhook: id } };

const newWebhook = {
  type: 'object',
  additionalProperties: false,
  required: ['url', 'kinds'],
  properties: {
    url: { type: 'string', maxLength: 2_000 },
    kinds: { type: 'array', minItems: 1, maxItems: 50, items: { enum: ['*', 'release.*', 'rollout.*', ...toldKinds] } },
  },
};
