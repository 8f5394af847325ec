import type { FastifyInstance } from 'fastify';
import { answer } from '../answer.ts';
import { type KeyWithProof, ownKeys, registerOwnKey, revokeOwnKey } from './own-keys.ts';
import { signedIn } from './self-routes.ts';
import type { AccountServices } from './services.ts';

/** The keys that a person signs approvals and releases with. */
export function ownKeyRoutes(app: FastifyInstance, services: AccountServices): void {
  app.get('/api/v1/me/keys', { config: { permission: 'self:read' } }, ({ caller }) =>
    ownKeys(services, signedIn(caller)),
  );

  app.post<{ Body: KeyWithProof }>(
    '/api/v1/me/keys',
    { config: { permission: 'approvals:write', action: 'key.register' }, schema: { body: keyWithProof } },
    async ({ body, caller }, reply) =>
      answer(reply, await registerOwnKey(services, body, caller, signedIn(caller)), 201),
  );

  app.post<{ Params: { id: string } }>(
    '/api/v1/me/keys/:id/revoke',
    { config: { permission: 'self:write', action: 'key.revoke' }, schema: { params: byId } },
    async ({ params, caller }, reply) =>
      answer(reply, await revokeOwnKey(services, params.id, caller, signedIn(caller))),
  );
}

const keyWithProof = {
  type: 'object',
  additionalProperties: false,
  required: ['publicKey', 'proof'],
  properties: { publicKey: { type: 'string', maxLength: 1_000 }, proof: { type: 'string', maxLength: 200 } },
};

const byId = {
  type: 'object',
  additionalProperties: false,
  required: ['id'],
  properties: { id: { type: 'string', maxLength: 100 } },
};
