import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStorage } from '../storage/index.ts';
import { bearer, signedInAgain, signedInPerson, type TestPerson } from '../testing/people.ts';
import { type TemporaryServer, temporaryServer } from '../testing/temporary-server.ts';
import { day, minute } from './services.ts';
import type { Tokens } from './sessions.ts';

const ends: (() => void | Promise<void>)[] = [];
let time = Date.UTC(2026, 0, 1);
let server: TemporaryServer;
let ada: TestPerson;
beforeAll(async () => {
  server = await temporaryServer(
    {
      WRITE_BURST: '1000',
      API_BURST: '10000',
      FAILED_SIGN_INS_PER_MINUTE: '10000',
      TRUST_PROXY: 'loopback',
      PLAIN_HTTP: 'allow',
    },
    () => new Date(time),
    (end) => ends.push(end),
  );
  ada = await signedInPerson(server, 'designer');
});
// Whatever a test did to the sessions of a person, the next one begins with nobody having to wait.
beforeEach(() => {
  time += 2 * day;
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

/** Through a proxy that ends TLS. */
const post = (url: string, payload: object, headers: object = {}, client = '10.0.0.1') =>
  server.app.inject({
    method: 'POST',
    url,
    headers: { ...headers, 'x-forwarded-for': client, 'x-forwarded-proto': 'https' },
    payload,
  });
const me = ({ accessToken }: Pick<Tokens, 'accessToken'>) =>
  server.app.inject({ url: '/api/v1/me', headers: bearer(accessToken) });
const refresh = async (refreshToken: string) => post('/api/v1/refresh', { refreshToken });

describe('signing in (S4, S14)', () => {
  it('gives a token of 15 minutes that anyone can check with the published keys', async () => {
    const { accessToken } = await signedInAgain(server, ada);
    const keys = (await server.app.inject('/.well-known/jwks.json')).json();
    expect(JSON.stringify(keys)).not.toContain('"d"');
    const { payload, protectedHeader } = await jwtVerify(accessToken, createLocalJWKSet(keys), {
      currentDate: new Date(time),
    });
    expect(protectedHeader).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt', kid: keys.keys[0].kid });
    expect(payload).toMatchObject({ sub: ada.id, iss: server.url, aud: 'schema-studio-server', iat: time / 1_000 });
    expect(payload.exp).toBe(time / 1_000 + 15 * 60);
    expect((await me({ accessToken })).json().name).toBe(ada.name);
    time += 15 * minute + 6_000;
    expect((await me({ accessToken })).json().code).toBe('auth/invalid');
  });

  it('says the same of a wrong name as of a wrong password', async () => {
    const wrong = await post('/api/v1/sign-in', { name: ada.name, password: 'not the password' });
    const unknown = await post('/api/v1/sign-in', { name: 'nobody', password: 'not the password' });
    expect([wrong.statusCode, wrong.json().code]).toEqual([401, 'auth/wrong']);
    expect(unknown.json()).toEqual(wrong.json());
  });

  it.each([
    'a name that exists',
    'a name that does not',
  ])('makes whoever guesses wait longer each time: %s', async (kind) => {
    const name = kind === 'a name that exists' ? ada.name : 'nobody';
    const guess = () => post('/api/v1/sign-in', { name, password: 'a wrong password' });
    const waits: number[] = [];
    while (waits.length < 5) {
      const { statusCode, headers, json } = await guess();
      expect(json().code).toBe(statusCode === 429 ? 'auth/wait' : 'auth/wrong');
      if (statusCode !== 429) continue;
      const seconds = Number(headers['retry-after']);
      waits.push(seconds);
      time += seconds * 1_000;
    }
    expect(waits).toEqual([1, 2, 4, 8, 16]);
  });

  it('lets the right person in from elsewhere while somebody guesses, and forgets failures after a success', async () => {
    const guess = () => post('/api/v1/sign-in', { name: ada.name, password: 'a wrong password' });
    const { name, password } = ada;
    for (const _ of [1, 2, 3, 4]) await guess();
    expect((await post('/api/v1/sign-in', { name, password })).json().code).toBe('auth/wait');
    expect((await post('/api/v1/sign-in', { name, password }, {}, '10.9.9.9')).statusCode).toBe(200);
    time += minute;
    expect((await post('/api/v1/sign-in', { name, password })).statusCode).toBe(200);
    for (const _ of [1, 2, 3]) expect((await guess()).json().code).toBe('auth/wrong');
  });

  it('happens only where nobody can read along', async () => {
    const { name, password } = ada;
    const open = { method: 'POST', remoteAddress: '10.0.0.1' } as const;
    const signIn = await server.app.inject({ ...open, url: '/api/v1/sign-in', payload: { name, password } });
    expect([signIn.statusCode, signIn.json().code]).toEqual([403, 'auth/not-private']);
    const { refreshToken } = ada.tokens;
    const refreshing = await server.app.inject({ ...open, url: '/api/v1/refresh', payload: { refreshToken } });
    expect(refreshing.json().code).toBe('auth/not-private');
  });

  it('counts guesses that come all at once', async () => {
    const name = 'somebody';
    const guesses = await Promise.all(
      Array.from({ length: 12 }, () => post('/api/v1/sign-in', { name, password: 'a wrong password' })),
    );
    const checked = guesses.filter((reply) => reply.json().code === 'auth/wrong');
    expect(checked.length).toBe(4);
  });
});

describe('refresh tokens (S4)', () => {
  it('count once, for seven days, and bring the next one', async () => {
    const first = await signedInAgain(server, ada);
    expect(Date.parse(first.refreshExpiresAt)).toBe(time + 7 * day);
    time += 7 * day - 1_000;
    const second = (await refresh(first.refreshToken)).json<Tokens>();
    expect((await me(second)).statusCode).toBe(200);
    time += 7 * day;
    expect((await refresh(second.refreshToken)).json().code).toBe('auth/invalid');
  });

  it('end the whole session when one comes again, and the audit log tells whose', async () => {
    const first = await signedInAgain(server, ada);
    const other = await signedInAgain(server, ada);
    const second = (await refresh(first.refreshToken)).json<Tokens>();
    expect((await me(second)).statusCode).toBe(200);
    const reused = await refresh(first.refreshToken);
    expect([reused.statusCode, reused.json().code]).toEqual([401, 'auth/reused']);
    expect((await me(second)).statusCode).toBe(401);
    expect((await refresh(second.refreshToken)).statusCode).toBe(401);
    expect((await me(other)).statusCode, 'their other session goes on').toBe(200);
    const { db, close } = await openStorage(server.dataDir);
    const told = await db.selectFrom('audit').selectAll().where('action', '=', 'session.reuse').execute();
    await close();
    expect(told).toMatchObject([{ actor: ada.name, outcome: 'denied', reason: 'auth/reused' }]);
  });

  it('of two that come at once let one through and then end the session', async () => {
    const { refreshToken } = await signedInAgain(server, ada);
    const both = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 401]);
  });

  it('do not outlive a month of their session', async () => {
    let tokens = await signedInAgain(server, ada);
    const begun = time;
    for (let days = 6; days <= 24; days += 6) {
      time = begun + days * day;
      tokens = (await refresh(tokens.refreshToken)).json<Tokens>();
    }
    time = begun + 29 * day;
    tokens = (await refresh(tokens.refreshToken)).json<Tokens>();
    expect(Date.parse(tokens.refreshExpiresAt)).toBe(begun + 30 * day);
    time = begun + 30 * day;
    expect((await refresh(tokens.refreshToken)).statusCode).toBe(401);
  });

  it('and access tokens are dead after signing out', async () => {
    const tokens = await signedInAgain(server, ada);
    expect((await post('/api/v1/sign-out', {}, bearer(tokens.accessToken))).json()).toEqual({ signedOut: true });
    expect((await me(tokens)).statusCode).toBe(401);
    expect((await refresh(tokens.refreshToken)).statusCode).toBe(401);
  });

  it('are stored as hashes only', async () => {
    const tokens = await signedInAgain(server, ada);
    const { db, close } = await openStorage(server.dataDir);
    const rows = await Promise.all([
      db.selectFrom('refresh_token').selectAll().execute(),
      db.selectFrom('session').selectAll().execute(),
      db.selectFrom('token_key').selectAll().execute(),
    ]);
    await close();
    const stored = JSON.stringify(rows);
    expect(stored).not.toContain(tokens.refreshToken);
    expect(stored).not.toContain('\\"d\\"');
  });
});
