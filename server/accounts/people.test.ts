import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../policy.ts';
import { bearer, signedInAgain, signedInPerson, type TestPerson } from '../testing/people.ts';
import { type TemporaryServer, temporaryServer } from '../testing/temporary-server.ts';

const ends: (() => void | Promise<void>)[] = [];
let server: TemporaryServer;
let admin: TestPerson;
beforeAll(async () => {
  server = await temporaryServer(
    { WRITE_BURST: '1000', API_BURST: '10000', FAILED_SIGN_INS_PER_MINUTE: '10000' },
    undefined,
    (end) => ends.push(end),
  );
  admin = await signedInPerson(server, 'admin');
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

const post = (url: string, payload: object = {}, headers: object = admin.headers) =>
  server.app.inject({ method: 'POST', url, headers: { ...headers }, payload });
const get = (url: string, { headers }: Pick<TestPerson, 'headers'>) => server.app.inject({ url, headers });

describe('people (S5, S14)', () => {
  it('are listed without anything secret', async () => {
    const viewer = await signedInPerson(server, 'viewer');
    const list = await get('/api/v1/people', admin);
    expect(list.json()).toContainEqual(
      expect.objectContaining({ name: viewer.name, role: 'viewer', disabledAt: null, hasSecondFactor: false }),
    );
    expect(list.body).not.toMatch(/argon2|password/);
  });

  it('have a name once, whatever its letters are', async () => {
    const { name } = await signedInPerson(server, 'qa');
    const again = await post('/api/v1/people', { name: name.toUpperCase(), role: 'qa' });
    expect([again.statusCode, again.json().code]).toEqual([409, 'person/taken']);
  });

  it('are not named like what else the audit log tells of', async () => {
    for (const name of ['admin', 'Anonymous', 'first-admin'])
      expect((await post('/api/v1/people', { name, role: 'qa' })).json().code, name).toBe('person/taken');
  });

  it.each([
    ['a space', 'ada lovelace'],
    ['nothing', ''],
    ['a colon', 'person:1'],
    ['a line break', 'ada\n'],
    ['a letter that looks like another', 'аda'],
  ])('cannot have a name with %s', async (_, name) => {
    expect((await post('/api/v1/people', { name, role: 'qa' })).statusCode).toBe(400);
  });

  it('can do what their role says from the next request on', async () => {
    const person = await signedInPerson(server, 'viewer');
    expect((await get('/api/v1/people', person)).json().code).toBe('auth/forbidden');
    const role = (next: Role) => post(`/api/v1/people/${person.id}/role`, { role: next });
    expect((await role('admin')).json()).toMatchObject({ role: 'admin' });
    expect((await get('/api/v1/people', person)).statusCode).toBe(200);
    await role('viewer');
    expect((await get('/api/v1/people', person)).json().code).toBe('auth/forbidden');
    expect((await get('/api/v1/me', person)).json()).toEqual({
      id: person.id,
      name: person.name,
      passwordIsGiven: true,
      role: 'viewer',
      permissions: ['releases:read', 'rollouts:read', 'self:read', 'self:write'],
      secondFactor: { enrolled: false, usedNow: false },
    });
  });

  it('are out at once when they are disabled, with every session, and in again when they are enabled', async () => {
    const person = await signedInPerson(server, 'qa');
    await post(`/api/v1/people/${person.id}/disable`);
    expect((await get('/api/v1/me', person)).json().code).toBe('auth/invalid');
    const { refreshToken } = person.tokens;
    expect((await post('/api/v1/refresh', { refreshToken }, {})).json().code).toBe('auth/invalid');
    const { name, password } = person;
    expect((await post('/api/v1/sign-in', { name, password }, {})).json().code).toBe('auth/wrong');
    await post(`/api/v1/people/${person.id}/enable`);
    expect((await get('/api/v1/me', person)).statusCode, 'old sessions stay ended').toBe(401);
    await signedInAgain(server, person);
  });

  it('get a new password from an admin, and the old one with its sessions is gone', async () => {
    const person = await signedInPerson(server, 'designer');
    const { password } = (await post(`/api/v1/people/${person.id}/password`)).json<{ password: string }>();
    expect((await get('/api/v1/me', person)).statusCode).toBe(401);
    expect((await post('/api/v1/sign-in', { name: person.name, password: person.password }, {})).statusCode).toBe(401);
    await signedInAgain(server, { name: person.name, password });
  });

  it('change their own password, which ends their other sessions only', async () => {
    const person = await signedInPerson(server, 'designer');
    const other = await signedInAgain(server, person);
    const change = (body: object) => post('/api/v1/me/password', body, person.headers);
    expect((await change({ current: 'wrong', next: 'a longer password' })).json().code).toBe('auth/wrong');
    for (const next of ['short', 'aaaaaaaaaaaaaaaa', `my ${person.name} password`])
      expect((await change({ current: person.password, next })).json().code, next).toBe('password/weak');
    expect((await change({ current: person.password, next: 'a longer password' })).statusCode).toBe(200);
    expect((await get('/api/v1/me', person)).statusCode).toBe(200);
    expect((await get('/api/v1/me', { headers: bearer(other.accessToken) })).statusCode).toBe(401);
    await signedInAgain(server, { name: person.name, password: 'a longer password' });
  });

  it('always leave one admin who can let others in', async () => {
    for (const change of [
      () => post(`/api/v1/people/${admin.id}/disable`),
      () => post(`/api/v1/people/${admin.id}/role`, { role: 'qa' }),
    ])
      expect((await change()).json().code).toBe('person/last-admin');
    const second = await signedInPerson(server, 'admin');
    expect((await post(`/api/v1/people/${second.id}/disable`)).statusCode).toBe(200);
  });

  it('are named by no id that does not exist', async () => {
    for (const verb of ['disable', 'enable', 'password', 'second-factor/remove'])
      expect((await post(`/api/v1/people/nobody/${verb}`)).json().code, verb).toBe('person/not-found');
  });
});
