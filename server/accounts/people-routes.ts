import type { FastifyInstance } from 'fastify';
import { answer } from '../answer.ts';
import { type Role, roles } from '../policy.ts';
import {
  allPeople,
  changeRole,
  createPerson,
  disablePerson,
  enablePerson,
  resetPassword,
  resetSecondFactor,
} from './people.ts';
import type { AccountServices } from './services.ts';

/** Admins let people in, give them roles and shut them out. */
export function peopleRoutes(app: FastifyInstance, services: AccountServices): void {
  const write = (action: string) => ({ permission: 'people:write', action }) as const;

  app.get('/api/v1/people', { config: { permission: 'people:read' } }, () => allPeople(services));

  app.post<{ Body: { name: string; role: Role } }>(
    '/api/v1/people',
    { config: write('person.create'), schema: { body: newPerson } },
    async ({ body, caller }, reply) => answer(reply, await createPerson(services, body, caller), 201),
  );

  app.post<{ Params: ById; Body: { role: Role } }>(
    '/api/v1/people/:id/role',
    { config: write('person.role'), schema: { params: byId, body: whichRole } },
    async ({ params, body, caller }, reply) => answer(reply, await changeRole(services, params.id, body.role, caller)),
  );

  const changes = {
    disable: ['person.disable', disablePerson],
    enable: ['person.enable', enablePerson],
    password: ['person.password', resetPassword],
    'second-factor/remove': ['factor.remove', resetSecondFactor],
  } as const;
  for (const [verb, [action, change]] of Object.entries(changes))
    app.post<{ Params: ById }>(
      `/api/v1/people/:id/${verb}`,
      { config: write(action), schema: { params: byId } },
      async ({ params, caller }, reply) => answer(reply, await change(services, params.id, caller)),
    );
}

interface ById {
  readonly id: string;
}

const byId = {
  type: 'object',
  additionalProperties: false,
  required: ['id'],
  properties: { id: { type: 'string', maxLength: 100 } },
};

/** Letters, digits and what e-mail addresses have. Never a colon or a space: callers are told apart by their names. */
export const personName = { type: 'string', maxLength: 100, pattern: '^[A-Za-z0-9][A-Za-z0-9._@+-]*$' };

const newPerson = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'role'],
  properties: { name: personName, role: { enum: roles } },
};

const whichRole = {
  type: 'object',
  additionalProperties: false,
  required: ['role'],
  properties: { role: { enum: roles } },
};
