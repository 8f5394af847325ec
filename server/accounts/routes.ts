import type { FastifyInstance } from 'fastify';
import { answer } from '../answer.ts';
import { type Scope, scopes } from '../policy.ts';
import { type AccountPages, accountPages } from './account-pages.ts';
import { allKeys, registerKey, revokeSigningKey } from './keys.ts';
import { ownKeyRoutes } from './own-key-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { selfRoutes } from './self-routes.ts';
import type { AccountServices } from './services.ts';
import { sessionRoutes } from './session-routes.ts';
import { tokenKeyRoutes } from './token-key-routes.ts';
import { allTokens, createToken, revokeAccessToken } from './tokens.ts';

/** Everything about who may use the server: people, their sessions, machine tokens, and keys of approvals and tokens. */
export function accountRoutes(app: FastifyInstance, services: AccountServices, pages: AccountPages): void {
  peopleRoutes(app, services);
  sessionRoutes(app, services);
  selfRoutes(app, services, pages.csrf);
  ownKeyRoutes(app, services);
  tokenKeyRoutes(app, services);
  machineRoutes(app, services);
  app.register(async (site) => accountPages(site, services, pages));
}

/** Signing keys and machine tokens. */
function machineRoutes(app: FastifyInstance, { db, now }: AccountServices): void {
  const at = (): string => now().toISOString();

  app.get('/api/v1/keys', { config: { permission: 'releases:read' } }, () => allKeys(db));

  app.post<{ Body: { name: string; publicKey: string } }>(
    '/api/v1/keys',
    { config: { permission: 'keys:write', action: 'key.register' }, schema: { body: newKey } },
    async ({ body, caller }, reply) => answer(reply, await registerKey(db, body, caller, at()), 201),
  );

  app.post<{ Params: { id: string } }>(
    '/api/v1/keys/:id/revoke',
    { config: { permission: 'keys:write', action: 'key.revoke' }, schema: { params: byId } },
    async ({ params, caller }, reply) => answer(reply, await revokeSigningKey(db, params.id, caller, at())),
  );

  app.get('/api/v1/tokens', { config: { permission: 'tokens:write' } }, () => allTokens(db));

  app.post<{ Body: { name: string; scopes: readonly Scope[] } }>(
    '/api/v1/tokens',
    { config: { permission: 'tokens:write', action: 'token.create' }, schema: { body: newToken } },
    async ({ body, caller }, reply) => reply.code(201).send(await createToken(db, body, caller, at())),
  );

  app.post<{ Params: { id: string } }>(
    '/api/v1/tokens/:id/revoke',
    { config: { permission: 'tokens:write', action: 'token.revoke' }, schema: { params: byId } },
    async ({ params, caller }, reply) => answer(reply, await revokeAccessToken(db, params.id, caller, at())),
  );
}

const name = { type: 'string', minLength: 1, maxLength: 200, pattern: '^\\S' };

const newKey = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'publicKey'],
  properties: { name, publicKey: { type: 'string', maxLength: 1_000 } },
};

const newToken = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'scopes'],
  properties: { name, scopes: { type: 'array', minItems: 1, maxItems: 10, items: { enum: scopes } } },
};

const byId = {
  type: 'object',
  additionalProperties: false,
  required: ['id'],
  properties: { id: { type: 'string', maxLength: 100 } },
};
