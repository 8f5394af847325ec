import { Secret, TOTP, URI } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStorage } from '../storage/index.ts';
import { bearer, signedInAgain, signedInPerson, type TestPerson } from '../testing/people.ts';
import { type TemporaryServer, temporaryServer } from '../testing/temporary-server.ts';
import { hour } from './services.ts';

const ends: (() => void | Promise<void>)[] = [];
let time = Date.UTC(2026, 0, 1);
let server: TemporaryServer;
beforeAll(async () => {
  const environment = {
    WRITE_BURST: '1000',
    API_BURST: '10000',
    FAILED_SIGN_INS_PER_MINUTE: '10000',
    REQUIRE_SECOND_FACTOR: 'publish',
  };
  server = await temporaryServer(
    environment,
    () => new Date(time),
    (end) => ends.push(end),
  );
});
beforeEach(() => {
  time += 24 * hour;
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

const post = (url: string, payload: object, headers: object = {}) =>
  server.app.inject({ method: 'POST', url, headers: { ...headers }, payload });
const codeOf = (seed: string, at = time): string =>
  new TOTP({ secret: Secret.fromBase32(seed) }).generate({ timestamp: at });
const signIn = ({ name, password }: TestPerson, code?: string) =>
  post('/api/v1/sign-in', { name, password, ...(code === undefined ? {} : { code }) });

/** With a confirmed factor. */
async function enrolled(
  person: TestPerson,
): Promise<{ readonly seed: string; readonly recoveryCodes: readonly string[] }> {
  const { seed, address } = (await post('/api/v1/me/second-factor', {}, person.headers)).json();
  expect(URI.parse(address)).toMatchObject({ issuer: 'Schema Studio', label: person.name });
  const confirmed = await post('/api/v1/me/second-factor/confirm', { code: codeOf(seed) }, person.headers);
  expect(confirmed.statusCode, confirmed.body).toBe(200);
  time += 60_000;
  return { seed, ...confirmed.json() };
}

describe('a second factor (S4)', () => {
  it('is asked for once it is confirmed, and not before', async () => {
    const person = await signedInPerson(server, 'designer');
    const { seed } = (await post('/api/v1/me/second-factor', {}, person.headers)).json();
    const wrong = await post('/api/v1/me/second-factor/confirm', { code: '000000' }, person.headers);
    expect(wrong.json().code).toBe('factor/wrong-code');
    expect((await signIn(person)).statusCode).toBe(200);
    await post('/api/v1/me/second-factor/confirm', { code: codeOf(seed) }, person.headers);
    expect((await signIn(person)).json().code).toBe('auth/code-needed');
    expect((await signIn({ ...person, password: 'wrong password' })).json().code, 'only after the password').toBe(
      'auth/wrong',
    );
    time += 30_000;
    expect((await signIn(person, codeOf(seed))).statusCode).toBe(200);
    const again = await post('/api/v1/me/second-factor', {}, person.headers);
    expect(again.json().code, 'nobody replaces one that is in use').toBe('factor/taken');
  });

  it('counts each code once, and none before the last one', async () => {
    const person = await signedInPerson(server, 'designer');
    const { seed } = await enrolled(person);
    const [before, code] = [codeOf(seed, time - 30_000), codeOf(seed)];
    const both = await Promise.all([signIn(person, code), signIn(person, code)]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 401]);
    expect((await signIn(person, code)).json().code).toBe('auth/wrong-code');
    expect((await signIn(person, before)).json().code).toBe('auth/wrong-code');
    time += 30_000;
    expect((await signIn(person, codeOf(seed, time + 30_000))).statusCode, 'a clock that is fast').toBe(200);
    time += 10 * 60_000;
    expect((await signIn(person, codeOf(seed, time - 90_000))).json().code, 'too old').toBe('auth/wrong-code');
  });

  it('makes whoever guesses codes wait, also when they bring the right password in between', async () => {
    const person = await signedInPerson(server, 'designer');
    await enrolled(person);
    const codes: string[] = [];
    for (let at = 0; at < 8; at += 1)
      codes.push((await signIn(person, at % 2 === 0 ? '123456' : undefined)).json().code);
    expect(codes).toContain('auth/wait');
  });

  it('is replaced by each recovery code once', async () => {
    const person = await signedInPerson(server, 'designer');
    const { recoveryCodes } = await enrolled(person);
    expect(new Set(recoveryCodes).size).toBe(10);
    expect((await signIn(person, ` ${recoveryCodes[0]!.toUpperCase()} `)).statusCode).toBe(200);
    expect((await signIn(person, recoveryCodes[0])).json().code).toBe('auth/wrong-code');
    expect((await signIn(person, recoveryCodes[1])).statusCode).toBe(200);
    const other = await signedInPerson(server, 'designer');
    await enrolled(other);
    expect((await signIn(other, recoveryCodes[2])).json().code, "somebody else's").toBe('auth/wrong-code');
  });

  it('is removed by its owner with a code, and by an admin without', async () => {
    const person = await signedInPerson(server, 'designer');
    const { seed } = await enrolled(person);
    const remove = (code: string) => post('/api/v1/me/second-factor/remove', { code }, person.headers);
    expect((await remove('000000')).json().code).toBe('factor/wrong-code');
    expect((await remove(codeOf(seed))).json()).toEqual({ removed: true });
    expect((await signIn(person)).statusCode).toBe(200);
    await enrolled(person);
    expect((await post(`/api/v1/people/${person.id}/second-factor/remove`, {}, server.admin)).statusCode).toBe(200);
    expect((await signIn(person)).statusCode).toBe(200);
  });

  it('stands between people and publishing where the policy asks for it, and not in the way of machines', async () => {
    const person = await signedInPerson(server, 'release-manager');
    const publish = (headers: object) => post('/api/v1/releases', {}, headers);
    expect((await publish(person.headers)).json().code).toBe('auth/second-factor');
    const { seed } = await enrolled(person);
    expect((await publish(person.headers)).json().code, 'this session had none').toBe('auth/second-factor');
    const { accessToken } = await signedInAgain(server, { ...person, code: codeOf(seed) });
    expect((await publish(bearer(accessToken))).json().code, 'past the gateway').toBe('request/invalid');
    const { token } = (await post('/api/v1/tokens', { name: 'CI', scopes: ['releases:write'] }, server.admin)).json();
    expect((await publish(bearer(token))).json().code).toBe('request/invalid');
    expect((await publish(server.admin)).json().code).toBe('request/invalid');
  });

  it('is stored sealed, its recovery codes as hashes', async () => {
    const person = await signedInPerson(server, 'designer');
    const { seed, recoveryCodes } = await enrolled(person);
    const { db, close } = await openStorage(server.dataDir);
    const rows = [
      await db.selectFrom('second_factor').selectAll().execute(),
      await db.selectFrom('recovery_code').selectAll().execute(),
    ];
    await close();
    for (const secret of [seed, ...recoveryCodes]) expect(JSON.stringify(rows)).not.toContain(secret);
    expect(server.log()).not.toContain(seed);
  });
});
