import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOidc } from '../config-oidc.ts';
import { clientSecret, type Issuer, issuer } from '../testing/issuer.ts';
import { signedInPerson } from '../testing/people.ts';
import { type TemporaryServer, temporaryServer } from '../testing/temporary-server.ts';

const ends: (() => void | Promise<void>)[] = [];
const atEnd = (end: () => void | Promise<void>): void => void ends.push(end);
let place: Issuer;
let server: TemporaryServer;
beforeAll(async () => {
  place = await issuer(atEnd);
  const environment = {
    OIDC_ISSUER: place.url,
    OIDC_CLIENT_ID: 'studio',
    OIDC_CLIENT_SECRET: clientSecret,
    OIDC_LABEL: 'Acme',
    OIDC_ROLES: 'studio-release=release-manager,studio=designer',
    FAILED_SIGN_INS_PER_MINUTE: '1000',
  };
  server = await temporaryServer(environment, undefined, atEnd);
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

const cookiesOf = (headers: Readonly<Record<string, unknown>>): readonly string[] =>
  [headers['set-cookie'] ?? []].flat().map((cookie) => String(cookie).split(';')[0] ?? '');

/** Leaves for the issuer; where to, and the cookie that waits for the way back. */
async function leave() {
  const left = await server.app.inject('/_admin/oidc');
  expect(left.statusCode).toBe(302);
  return { to: String(left.headers.location), cookie: cookiesOf(left.headers)[0] ?? '', headers: left.headers };
}

/** Comes back to the server, as a browser does. */
const arrive = (address: string, cookie: string) =>
  server.app.inject({ url: address.replace(server.url, ''), headers: cookie === '' ? {} : { cookie } });

async function signIn(claims: Readonly<Record<string, unknown>>) {
  const { to, cookie } = await leave();
  return arrive(place.signIn(to, claims), cookie);
}

/** Who the session of an answer belongs to, as the account page says it. */
async function whoseSession(headers: Readonly<Record<string, unknown>>): Promise<string> {
  const cookie = cookiesOf(headers).find((one) => one.startsWith('__Host-studio='));
  return (await server.app.inject({ url: '/_admin', headers: { cookie: cookie ?? '' } })).body;
}

const grace = { sub: 'g-1', email: 'Grace@example.com', email_verified: true, groups: ['other', 'studio'] };

describe('signing in with OpenID Connect (S14)', () => {
  it('is offered, lets somebody in with the role their group has, and follows a change of it', async () => {
    expect((await server.app.inject('/_admin/sign-in')).body).toContain('Sign in with Acme');
    const { to, headers } = await leave();
    const asked = new URL(to).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      client_id: 'studio',
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${server.url}/_admin/oidc/callback`,
    });
    expect(String(headers['set-cookie'])).toContain('HttpOnly; SameSite=Lax');
    const first = await signIn(grace);
    expect(first.statusCode, first.body).toBe(200);
    expect(first.headers['refresh']).toBe('0; url=/_admin');
    expect(await whoseSession(first.headers)).toMatch(/grace@example\.com[\s\S]*designer/);
    const promoted = await signIn({ ...grace, groups: ['studio', 'studio-release'] });
    expect(await whoseSession(promoted.headers)).toContain('release-manager');
  });

  it('knows people by their subject: another one with the same name is somebody else', async () => {
    await signIn(grace);
    const other = await signIn({ ...grace, sub: 'g-2' });
    expect([other.statusCode, cookiesOf(other.headers).some((cookie) => cookie.startsWith('__Host-studio='))]).toEqual([
      401,
      false,
    ]);
    const renamed = await signIn({ ...grace, email: 'hopper@example.com' });
    expect(await whoseSession(renamed.headers)).toContain('grace@example.com');
  });

  it('is nobody without a role, without a confirmed name, or with a name that is none', async () => {
    for (const claims of [
      { ...grace, sub: 'x-1', groups: ['strangers'] },
      { ...grace, sub: 'x-2', email: 'new@example.com', email_verified: false },
      { ...grace, sub: 'x-3', email: 'two words' },
      { ...grace, sub: 'x-4', email: undefined },
    ])
      expect((await signIn(claims)).statusCode, JSON.stringify(claims)).toBe(401);
  });

  it('does not open what was disabled here, nor what a second factor protects', async () => {
    const person = await signedInPerson(server, 'designer');
    const claims = { sub: person.id, email: person.name, email_verified: true, groups: ['studio'] };
    // Names here are no e-mail addresses, and any confirmed name of the claim is taken.
    expect((await signIn(claims)).statusCode).toBe(200);
    const post = (path: string, headers: Readonly<Record<string, string>>, payload = {}) =>
      server.app.inject({ method: 'POST', url: `/api/v1/${path}`, headers, payload });
    const { seed } = (await post('me/second-factor', person.headers)).json();
    const code = new TOTP({ secret: Secret.fromBase32(seed) }).generate();
    expect((await post('me/second-factor/confirm', person.headers, { code })).statusCode).toBe(200);
    expect((await signIn(claims)).body).toContain('second factor');
    expect((await signIn({ ...claims, amr: ['pwd', 'mfa'] })).statusCode).toBe(200);
    await post(`people/${person.id}/disable`, server.admin);
    expect((await signIn({ ...claims, amr: ['pwd', 'mfa'] })).statusCode).toBe(401);
  });

  it.each(['signature', 'audience', 'nonce', 'issuer'] as const)('refuses a token with a wrong %s', async (fault) => {
    place.breaks(fault);
    try {
      const reply = await signIn(grace);
      expect([reply.statusCode, reply.body.includes('does not fit')]).toEqual([401, true]);
    } finally {
      place.breaks('nothing');
    }
  });

  it('refuses an arrival that it did not begin, a second one, and one of another browser', async () => {
    const mine = await leave();
    const theirs = await leave();
    const back = place.signIn(mine.to, grace);
    expect((await arrive(back, '')).statusCode).toBe(401);
    expect((await arrive(back, theirs.cookie)).statusCode).toBe(401);
    expect((await arrive(back, `${mine.cookie.slice(0, -2)}AA`)).statusCode).toBe(401);
    const whole = await arrive(back, mine.cookie);
    expect(whole.statusCode, whole.body).toBe(200);
    expect((await arrive(back, mine.cookie)).statusCode).toBe(401);
    const denied = `${server.url}/_admin/oidc/callback?error=access_denied&state=${new URL(mine.to).searchParams.get('state')}`;
    expect((await arrive(denied, mine.cookie)).statusCode).toBe(401);
    expect(server.log()).not.toContain('code-');
  });

  it('says so when the issuer is away, and is not there where it is not configured', async () => {
    const environment = { OIDC_ISSUER: 'http://127.0.0.1:1', OIDC_CLIENT_ID: 'studio' };
    const lone = await temporaryServer(environment, undefined, atEnd);
    const reply = await lone.app.inject('/_admin/oidc');
    expect([reply.statusCode, reply.body.includes('name and password')]).toEqual([503, true]);
    expect((await lone.app.inject('/_admin/sign-in')).body).toContain('your organization');
    const none = await temporaryServer({}, undefined, atEnd);
    expect((await none.app.inject('/_admin/oidc')).statusCode).toBe(404);
    expect((await none.app.inject('/_admin/sign-in')).body).not.toContain('Sign in with');
  });
});

describe('its configuration', () => {
  it('names every problem, and no secret', () => {
    const told: string[] = [];
    const tell = (problem: string) => void told.push(problem);
    readOidc({ OIDC_ISSUER: 'https://login.example.com' }, tell);
    readOidc({ OIDC_ISSUER: 'http://login.example.com', OIDC_CLIENT_ID: 'x' }, tell);
    const both = { OIDC_CLIENT_SECRET: 'hidden', OIDC_CLIENT_SECRET_FILE: '/nowhere', OIDC_ROLES: 'a=king' };
    readOidc({ OIDC_ISSUER: 'https://login.example.com', OIDC_CLIENT_ID: 'x', ...both }, tell);
    expect(told).toHaveLength(4);
    expect(told.join()).not.toContain('hidden');
  });
});
