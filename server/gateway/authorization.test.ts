import { readFileSync } from 'node:fs';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownPages } from '../delivery/own-pages/own-pages.ts';
import { allows, type Permission, permissions, policy, roles, scopes } from '../policy.ts';
import { bearer, signedInAgain, signedInPerson } from '../testing/people.ts';
import { type TemporaryServer, temporaryServer } from '../testing/temporary-server.ts';

const ends: (() => void | Promise<void>)[] = [];
let server: TemporaryServer;
/** Headers of everybody who could call. */
const callers: Record<string, Readonly<Record<string, string>>> = {
  nobody: {},
  'a wrong token': { authorization: 'Bearer wrong' },
};
/** Sessions of the same people for the second way to sign out. */
const others: Record<string, Readonly<Record<string, string>>> = {};
beforeAll(async () => {
  const many = { API_BURST: '10000', WRITE_BURST: '10000', FAILED_SIGN_INS_PER_MINUTE: '10000' };
  server = await temporaryServer(many, undefined, (end) => ends.push(end));
  callers['the admin token'] = server.admin;
  for (const role of roles) {
    const person = await signedInPerson(server, role);
    callers[role] = person.headers;
    others[role] = bearer((await signedInAgain(server, person)).accessToken);
  }
  for (const scope of scopes) {
    const made = await server.app.inject({
      method: 'POST',
      url: '/api/v1/tokens',
      headers: server.admin,
      payload: { name: scope, scopes: [scope] },
    });
    callers[`a machine with ${scope}`] = { authorization: `Bearer ${made.json().token}` };
  }
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

/** Written out, so that a change of the policy table shows here as what it means. */
const expected: Readonly<Record<string, readonly Permission[]>> = {
  nobody: [],
  'a wrong token': [],
  'the admin token': permissions.filter(
    (permission) => !permission.startsWith('self:') && permission !== 'approvals:write',
  ),
  admin: permissions,
  designer: ['approvals:write', 'releases:read', 'rollouts:read', 'self:read', 'self:write'],
  qa: ['approvals:write', 'health:read', 'releases:read', 'rollouts:read', 'self:read', 'self:write'],
  'release-manager': [
    'approvals:write',
    'health:read',
    'keys:write',
    'releases:read',
    'releases:write',
    'rollouts:read',
    'rollouts:write',
    'self:read',
    'self:write',
    'webhooks:read',
    'webhooks:write',
  ],
  viewer: ['releases:read', 'rollouts:read', 'self:read', 'self:write'],
  ...Object.fromEntries(scopes.map((scope) => [`a machine with ${scope}`, [scope]])),
};

describe('authorization (S5, D-30)', () => {
  it('lets everybody do what the policy grants on every route, and nothing else', async () => {
    const { app } = server;
    const wrong: string[] = [];
    let cells = 0;
    // Signing out last: it ends the session that the other calls are made in.
    const byForm = ownPages().account.action;
    const isSignOut = (url: string): number => Number(url === '/api/v1/sign-out' || url === byForm);
    const routes = app.statedRoutes.toSorted((one, other) => isSignOut(one.url) - isSignOut(other.url));
    for (const { method, url, permission } of routes)
      for (const [caller, headers] of Object.entries(callers)) {
        cells += 1;
        const path = url.replaceAll(/:\w+|\*/g, 'x');
        const reply = await app.inject({
          method: method as NonNullable<InjectOptions['method']>,
          url: path,
          headers: { origin: server.url, ...headers, ...(path === byForm ? others[caller] : {}) },
          // An event stream goes on; its status is there at once.
          payloadAsStream: true,
        });
        reply.stream().destroy();
        const isSentToSignIn = reply.statusCode === 303 && method !== 'POST';
        const isDenied = reply.statusCode === 401 || reply.statusCode === 403 || isSentToSignIn;
        const mayCall = permission === 'public' || expected[caller]!.includes(permission);
        if (isDenied === mayCall) wrong.push(`${caller}: ${method} ${path} answered ${reply.statusCode}`);
      }
    expect(wrong).toEqual([]);
    expect(Object.keys(callers).sort()).toEqual(Object.keys(expected).sort());
    expect(cells).toBe(routes.length * Object.keys(expected).length);
  });

  it('has a route for every permission, so that none is granted for nothing', () => {
    const asked = new Set(server.app.statedRoutes.map(({ permission }) => permission));
    expect(permissions.filter((permission) => !asked.has(permission))).toEqual([]);
  });

  it('knows no permission but those in the table, and no half of one', () => {
    for (const wanted of ['releases:write', 'releases:rea', 'releases:read:x', 'releases', '', '*', 'selfish:read'])
      expect(allows(policy.viewer, wanted as Permission), wanted).toBe(false);
    expect(allows([], 'releases:read')).toBe(false);
  });

  it('is told to operators as it is', () => {
    const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
    for (const role of roles)
      expect(page).toContain(`| \`${role}\` | ${policy[role].map((grant) => `\`${grant}\``).join(', ')} |`);
  });
});
