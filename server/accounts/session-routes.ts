import type { FastifyInstance } from 'fastify';
import { answer, refuse } from '../answer.ts';
import { longestPassword } from './passwords.ts';
import { isPrivate, notPrivate } from './private-connection.ts';
import type { AccountServices } from './services.ts';
import { refresh, startTokenSession } from './sessions.ts';
import { type Credentials, proveIdentity } from './sign-in.ts';
import { publicKeys } from './token-keys.ts';

/** How programs sign in for a person: a password for two tokens, and a refresh token for the next two. */
export function sessionRoutes(app: FastifyInstance, services: AccountServices): void {
  app.post<{ Body: Credentials }>(
    '/api/v1/sign-in',
    { config: { permission: 'public', action: 'session.start', guessable: true }, schema: { body: credentials } },
    async (request, reply) => {
      if (!isPrivate(request)) return refuse(reply, notPrivate);
      const { body, caller } = request;
      const proved = await proveIdentity(services, body, caller);
      reply.header('cache-control', 'no-store');
      return proved.ok
        ? reply.send(await startTokenSession(services, proved.value, caller))
        : refuse(reply, proved.failure);
    },
  );

  app.post<{ Body: { refreshToken: string } }>(
    '/api/v1/refresh',
    { config: { permission: 'public', action: 'session.refresh', guessable: true }, schema: { body: refreshing } },
    async (request, reply) => {
      if (!isPrivate(request)) return refuse(reply, notPrivate);
      const { body, caller } = request;
      return answer(reply.header('cache-control', 'no-store'), await refresh(services, body.refreshToken, caller));
    },
  );

  app.get('/.well-known/jwks.json', { config: { permission: 'public' } }, async (_, reply) =>
    reply.header('cache-control', 'public, max-age=60').send({ keys: await publicKeys(services) }),
  );
}

const credentials = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'password'],
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 100 },
    password: { type: 'string', minLength: 1, maxLength: longestPassword },
    code: { type: 'string', minLength: 1, maxLength: 40 },
  },
};

const refreshing = {
  type: 'object',
  additionalProperties: false,
  required: ['refreshToken'],
  properties: { refreshToken: { type: 'string', minLength: 1, maxLength: 100 } },
};
