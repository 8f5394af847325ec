import type { FastifyInstance } from 'fastify';
import { answer, refuse } from '../answer.ts';
import type { Caller, SignedIn } from '../caller.ts';
import { allows, permissions } from '../policy.ts';
import { findPerson } from '../storage/index.ts';
import { type CsrfSettings, csrfToken } from './csrf.ts';
import { changeOwnPassword } from './own-password.ts';
import { longestPassword } from './passwords.ts';
import {
  checkSecondFactor,
  confirmSecondFactor,
  enrolSecondFactor,
  hasConfirmedFactor,
  removeSecondFactor,
} from './second-factor.ts';
import type { AccountServices } from './services.ts';
import { endCallersSession } from './sessions.ts';

/** What people do with their own account. */
export function selfRoutes(app: FastifyInstance, services: AccountServices, csrf: CsrfSettings): void {
  const write = (action: string) => ({ permission: 'self:write', action }) as const;

  app.get('/api/v1/me', { config: { permission: 'self:read' } }, async ({ caller }) => {
    const { id, role, hasSecondFactor, sessionId, by } = signedIn(caller);
    const person = await findPerson(services.db, id);
    return {
      id,
      name: caller.name,
      role,
      // Somebody else knows it: programs ask for another one.
      passwordIsGiven: person?.password_given === 1,
      permissions: permissions.filter((permission) => allows(caller.grants, permission)),
      secondFactor: { enrolled: await hasConfirmedFactor(services, id), usedNow: hasSecondFactor },
      // For scripts of our own pages; whoever sends a token needs none.
      ...(by === 'cookie' && {
        csrf: { header: csrf.header, field: csrf.field, token: csrfToken(services, csrf, { id, sessionId }) },
      }),
    };
  });

  app.post('/api/v1/sign-out', { config: write('session.end') }, async ({ caller }, reply) => {
    await endCallersSession(services, signedIn(caller).sessionId, caller);
    return reply.send({ signedOut: true });
  });

  app.post<{ Body: { current: string; next: string } }>(
    '/api/v1/me/password',
    { config: write('self.password'), schema: { body: passwords } },
    async ({ body, caller }, reply) => {
      const changed = await changeOwnPassword(services, body, caller, signedIn(caller));
      return changed.ok ? reply.send({ changed: true }) : refuse(reply, changed.failure);
    },
  );

  app.post('/api/v1/me/second-factor', { config: write('factor.enrol') }, async ({ caller }, reply) =>
    answer(
      reply.header('cache-control', 'no-store'),
      await enrolSecondFactor(services, signedIn(caller).id, caller),
      201,
    ),
  );

  app.post<{ Body: { code: string } }>(
    '/api/v1/me/second-factor/confirm',
    { config: write('factor.confirm'), schema: { body: withCode } },
    async ({ body, caller }, reply) =>
      answer(
        reply.header('cache-control', 'no-store'),
        await confirmSecondFactor(services, signedIn(caller).id, body.code, caller),
      ),
  );

  app.post<{ Body: { code: string } }>(
    '/api/v1/me/second-factor/remove',
    { config: write('factor.remove'), schema: { body: withCode } },
    async ({ body, caller }, reply) => {
      const { id } = signedIn(caller);
      // Whoever found an open session must not get rid of what protects it.
      if (!(await checkSecondFactor(services, id, body.code))) return refuse(reply, wrongCode);
      await removeSecondFactor(services, id, caller);
      return reply.send({ removed: true });
    },
  );
}

/** Only people are granted `self:…`. */
export function signedIn({ person }: Caller): SignedIn {
  if (!person) throw new Error('A caller without a person was granted "self".');
  return person;
}

const wrongCode = {
  code: 'factor/wrong-code',
  message: 'Send a code of the second factor, or a recovery code.',
} as const;

const password = { type: 'string', minLength: 1, maxLength: longestPassword };

const passwords = {
  type: 'object',
  additionalProperties: false,
  required: ['current', 'next'],
  properties: { current: password, next: password },
};

const withCode = {
  type: 'object',
  additionalProperties: false,
  required: ['code'],
  properties: { code: { type: 'string', minLength: 1, maxLength: 40 } },
};
