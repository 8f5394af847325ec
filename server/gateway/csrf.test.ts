import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signedInPerson, type TestPerson } from '../testing/people.ts';
import { type TemporaryServer, temporaryServer } from '../testing/temporary-server.ts';

const ends: (() => void | Promise<void>)[] = [];
let time = Date.UTC(2026, 0, 1);
let server: TemporaryServer;
let admin: TestPerson;
let here: Readonly<Record<string, string>>;
let signInAction: string;
beforeAll(async () => {
  const environment = { API_BURST: '10000', WRITE_BURST: '10000', FAILED_SIGN_INS_PER_MINUTE: '10000' };
  server = await temporaryServer(
    environment,
    () => new Date(time),
    (end) => ends.push(end),
  );
  admin = await signedInPerson(server, 'admin');
  here = { origin: server.url, 'sec-fetch-site': 'same-origin' };
  signInAction = actionIn((await server.app.inject('/_admin/sign-in')).body);
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/json' };
const actionIn = (html: string): string => /<form [^>]*action="([^"]+)"/.exec(html)?.[1] ?? '';

interface Browser {
  readonly cookie: string;
  readonly token: string;
}

async function signIn(person: TestPerson = admin): Promise<Browser> {
  const payload = new URLSearchParams({ '/name': person.name, '/password': person.password }).toString();
  const reply = await server.app.inject({ method: 'POST', url: signInAction, headers: { ...form, ...here }, payload });
  expect([reply.statusCode, reply.headers.location], reply.body).toEqual([303, '/_admin']);
  const cookie = String(reply.headers['set-cookie']).split(';', 1)[0] ?? '';
  const me = await server.app.inject({ url: '/api/v1/me', headers: { cookie } });
  return { cookie, token: me.json().csrf.token };
}

/** A change of the server, and how many there were. */
const change = (headers: Readonly<Record<string, string>>, payload = '{"name":"CI","scopes":["releases:read"]}') =>
  server.app.inject({ method: 'POST', url: '/api/v1/tokens', headers: { ...json, ...headers }, payload });
const changes = async (): Promise<number> =>
  (await server.app.inject({ url: '/api/v1/tokens', headers: server.admin })).json().length;
const said = (reply: LightMyRequestResponse) => [reply.statusCode, reply.json().code];

describe('a session of a browser (S4)', () => {
  it('is a cookie that only this server gets back, for a day', async () => {
    const payload = new URLSearchParams({ '/name': admin.name, '/password': admin.password }).toString();
    const reply = await server.app.inject({
      method: 'POST',
      url: signInAction,
      headers: { ...form, ...here },
      payload,
    });
    const [pair, ...rules] = String(reply.headers['set-cookie']).split('; ');
    expect(pair).toMatch(/^__Host-studio=[\w-]{43}$/);
    expect(rules).toEqual(['Path=/', 'Secure', 'HttpOnly', 'SameSite=Strict', 'Max-Age=86400']);
    const headers = { cookie: pair ?? '' };
    expect((await server.app.inject({ url: '/api/v1/me', headers })).json().name).toBe(admin.name);
    time += 24 * 3_600_000;
    expect((await server.app.inject({ url: '/api/v1/me', headers })).statusCode).toBe(401);
  });

  it('says beside the password that it is wrong, and sets no cookie', async () => {
    const payload = new URLSearchParams({ '/name': admin.name, '/password': 'not the password' }).toString();
    const reply = await server.app.inject({
      method: 'POST',
      url: signInAction,
      headers: { ...form, ...here },
      payload,
    });
    expect([reply.statusCode, reply.headers['set-cookie']]).toEqual([422, undefined]);
    expect(reply.body).toContain('Name and password do not fit together.');
    expect(reply.body).not.toContain('not the password');
  });

  it('begins on a page of this server only', async () => {
    const payload = new URLSearchParams({ '/name': admin.name, '/password': admin.password }).toString();
    const foreign = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      {},
      { ...here, 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of foreign) {
      const reply = await server.app.inject({
        method: 'POST',
        url: signInAction,
        headers: { ...form, ...headers },
        payload,
      });
      expect([reply.statusCode, reply.headers['set-cookie']]).toEqual([403, undefined]);
    }
  });

  it('is shown on its page, and ends there', async () => {
    const nobody = await server.app.inject('/_admin');
    expect([nobody.statusCode, nobody.headers.location]).toEqual([303, '/_admin/sign-in']);
    const { cookie } = await signIn();
    const page = await server.app.inject({ url: '/_admin', headers: { cookie } });
    expect(page.body).toContain(admin.name);
    expect(page.headers['cache-control']).toBe('no-store');
    const token = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    const out = (payload: string) =>
      server.app.inject({ method: 'POST', url: actionIn(page.body), headers: { ...form, ...here, cookie }, payload });
    expect((await out('')).statusCode).toBe(403);
    const reply = await out(new URLSearchParams({ _csrf: token }).toString());
    expect([reply.statusCode, reply.headers.location]).toEqual([303, '/_admin/sign-in']);
    expect(reply.headers['set-cookie']).toContain('Max-Age=0');
    expect((await server.app.inject({ url: '/api/v1/me', headers: { cookie } })).statusCode).toBe(401);
  });
});

describe('a change that a cookie stands for (S6)', () => {
  let browser: Browser;
  beforeEach(async () => {
    browser = await signIn();
  });
  const own = () => ({ ...here, cookie: browser.cookie, 'x-csrf-token': browser.token });

  it('is made with a token of the session, by header', async () => {
    const before = await changes();
    expect((await change(own())).statusCode).toBe(201);
    expect(await changes()).toBe(before + 1);
  });

  it('is refused with the reason: missing, expired, foreign', async () => {
    const { 'x-csrf-token': token, ...without } = own();
    expect(said(await change(without))).toEqual([403, 'csrf/missing']);
    const other = await signIn(await signedInPerson(server, 'admin'));
    expect(said(await change({ ...own(), 'x-csrf-token': other.token }))).toEqual([403, 'csrf/foreign']);
    const again = await signIn();
    expect(said(await change({ ...own(), 'x-csrf-token': again.token })), 'another session').toEqual([
      403,
      'csrf/foreign',
    ]);
    time += 60 * 60_000;
    expect(said(await change({ ...own(), 'x-csrf-token': token }))).toEqual([403, 'csrf/expired']);
    const later = token.replace(/^[^.]+/, Date.UTC(2027, 0, 1).toString(36));
    expect(said(await change({ ...own(), 'x-csrf-token': later })), 'a later expiry').toEqual([403, 'csrf/foreign']);
  });

  it('needs no token where a token of the caller is, and none is read from the cookie then', async () => {
    expect((await change(server.admin)).statusCode).toBe(201);
    const reply = await change({ cookie: browser.cookie, authorization: 'Bearer wrong' });
    expect(said(reply)).toEqual([401, 'auth/invalid']);
  });

  /** What another site can make a browser of somebody who is signed in send (D-31). */
  const attacks: Readonly<Record<string, () => Promise<LightMyRequestResponse>>> = {
    'a form of another site': () =>
      change({ ...own(), origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', ...form }, '_csrf='),
    'JSON of another site with a stolen token': () =>
      change({ ...own(), origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }),
    'a sibling domain': () =>
      change({ ...own(), origin: 'https://blog.studio.example', 'sec-fetch-site': 'same-site' }),
    'a sandboxed frame, whose origin is null': () =>
      change({ ...own(), origin: 'null', 'sec-fetch-site': 'cross-site' }),
    'an origin of null in a browser without fetch metadata': () =>
      change({ cookie: browser.cookie, 'x-csrf-token': browser.token, origin: 'null' }),
    'neither origin nor fetch metadata': () => change({ cookie: browser.cookie, 'x-csrf-token': browser.token }),
    'an origin that begins like ours': () => change({ ...own(), origin: `${server.url}.evil.example` }),
    'our host at another port': () => change({ ...own(), origin: server.url.replace(/\d+$/, '1') }),
    'JSON as text/plain': () => change({ ...own(), 'content-type': 'text/plain' }),
    'JSON as a form': () => change({ ...own(), ...form }),
    'no token': () => change({ ...here, cookie: browser.cookie }),
    'the cookie as the token': () => change({ ...own(), 'x-csrf-token': browser.cookie.split('=')[1] ?? '' }),
    'a cookie tossed beside ours': () =>
      change({ ...own(), cookie: `${browser.cookie}; __Host-studio=${'A'.repeat(43)}` }),
    'a cookie tossed before ours': () =>
      change({ ...own(), cookie: `__Host-studio=${'A'.repeat(43)}; ${browser.cookie}` }),
    'another method in a header': () =>
      server.app.inject({
        method: 'GET',
        url: '/api/v1/tokens',
        headers: { ...own(), 'x-http-method-override': 'POST' },
      }),
    'another method in the address': () =>
      server.app.inject({ method: 'GET', url: '/api/v1/tokens?_method=POST', headers: own() }),
    'a token in the address': () =>
      server.app.inject({
        method: 'POST',
        url: `/api/v1/tokens?_csrf=${browser.token}`,
        headers: { ...json, ...here, cookie: browser.cookie },
        payload: '{"name":"CI","scopes":["releases:read"]}',
      }),
  };

  it.each(Object.keys(attacks))('is not made by %s', async (name) => {
    const before = await changes();
    const reply = await attacks[name]!();
    expect(await changes()).toBe(before);
    expect(reply.statusCode === 200 || reply.statusCode >= 400).toBe(true);
  });
});

it('has names, length and lifetime as they are configured (S6)', async () => {
  const environment = {
    SESSION_COOKIE: 'mine',
    CSRF_HEADER: 'X-Form',
    CSRF_FIELD: 'proof',
    CSRF_BYTES: '16',
    CSRF_MINUTES: '5',
  };
  const other = await temporaryServer(environment, () => new Date(time));
  const person = await signedInPerson(other, 'admin');
  const origin = { origin: other.url };
  const payload = new URLSearchParams({ '/name': person.name, '/password': person.password }).toString();
  const url = actionIn((await other.app.inject('/_admin/sign-in')).body);
  const reply = await other.app.inject({ method: 'POST', url, headers: { ...form, ...origin }, payload });
  const cookie = String(reply.headers['set-cookie']).split(';', 1)[0] ?? '';
  expect(cookie).toMatch(/^mine=/);
  const page = await other.app.inject({ url: '/_admin', headers: { cookie } });
  const { header, field, token } = (await other.app.inject({ url: '/api/v1/me', headers: { cookie } })).json().csrf;
  expect([header, field, token.split('.')[1].length]).toEqual(['x-form', 'proof', 22]);
  const rotate = (headers: object) =>
    other.app.inject({ method: 'POST', url: '/api/v1/token-keys/rotate', headers: { ...origin, cookie, ...headers } });
  expect((await rotate({ 'x-csrf-token': token })).json().code).toBe('csrf/missing');
  expect((await rotate({ 'x-form': token })).statusCode).toBe(201);
  time += 5 * 60_000;
  expect((await rotate({ 'x-form': token })).json().code).toBe('csrf/expired');
  const { token: fresh } = (await other.app.inject({ url: '/api/v1/me', headers: { cookie } })).json().csrf;
  const out = await other.app.inject({
    method: 'POST',
    url: actionIn(page.body),
    headers: { ...form, ...origin, cookie },
    payload: `proof=${fresh}`,
  });
  expect(out.statusCode).toBe(303);
});
