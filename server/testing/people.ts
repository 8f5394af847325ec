import { expect } from 'vitest';
import type { Tokens } from '../accounts/sessions.ts';
import type { Role } from '../policy.ts';
import type { TemporaryServer } from './temporary-server.ts';

/** A person of a server, signed in. */
export interface TestPerson {
  readonly id: string;
  readonly name: string;
  readonly password: string;
  readonly tokens: Tokens;
  /** Headers of their requests. */
  readonly headers: { readonly authorization: string };
}

let made = 0;

/** Lets somebody in as the admin would, and signs them in. */
export async function signedInPerson(server: TemporaryServer, role: Role): Promise<TestPerson> {
  made += 1;
  const name = `${role}-${made}`;
  const created = await server.app.inject({
    method: 'POST',
    url: '/api/v1/people',
    headers: server.admin,
    payload: { name, role },
  });
  expect(created.statusCode, created.body).toBe(201);
  const { id, password } = created.json<{ id: string; password: string }>();
  const tokens = await signedInAgain(server, { name, password });
  return { id, name, password, tokens, headers: bearer(tokens.accessToken) };
}

/** Another session of somebody. */
export async function signedInAgain(
  server: TemporaryServer,
  credentials: { readonly name: string; readonly password: string; readonly code?: string },
): Promise<Tokens> {
  const { name, password, code } = credentials;
  const payload = { name, password, ...(code === undefined ? {} : { code }) };
  const reply = await server.app.inject({ method: 'POST', url: '/api/v1/sign-in', payload });
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json<Tokens>();
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
