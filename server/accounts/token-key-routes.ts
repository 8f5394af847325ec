import type { FastifyInstance } from 'fastify';
import { answer } from '../answer.ts';
import type { AccountServices } from './services.ts';
import { allTokenKeys, revokeKeyOfTokens, rotateTokenKey } from './token-keys.ts';

/** The keys of access tokens: look, put a new one in place, take one out of use at once. */
export function tokenKeyRoutes(app: FastifyInstance, services: AccountServices): void {
  app.get('/api/v1/token-keys', { config: { permission: 'token-keys:read' } }, () => allTokenKeys(services));

  app.post(
    '/api/v1/token-keys/rotate',
    { config: { permission: 'token-keys:write', action: 'token-key.rotate' } },
    async ({ caller }, reply) => reply.code(201).send(await rotateTokenKey(services, caller)),
  );

  app.post<{ Params: { kid: string } }>(
    '/api/v1/token-keys/:kid/revoke',
    { config: { permission: 'token-keys:write', action: 'token-key.revoke' }, schema: { params: byKid } },
    async ({ params, caller }, reply) => answer(reply, await revokeKeyOfTokens(services, params.kid, caller)),
  );
}

const byKid = {
  type: 'object',
  additionalProperties: false,
  required: ['kid'],
  properties: { kid: { type: 'string', maxLength: 100 } },
};
