import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { answer } from '../answer.ts';
import { type Scope, scopes } from '../caller.ts';
import type { Tables } from '../storage/index.ts';
import { allKeys, registerKey, revokeSigningKey } from './keys.ts';
import { allTokens, createToken, revokeAccessToken } from './tokens.ts';

export interface AccountServices {
  readonly db: Kysely<Tables>;
  readonly now: () => Date;
}

/** Signing keys and access tokens. */
export function accountRoutes(app: FastifyInstance, { db, now }: AccountServices): void {
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
