import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../failures.ts';
import { countAdmins, endSessionsOf, findOpenSession, findPerson } from '../storage/index.ts';
import { accountServices, testCaller } from '../testing/account-services.ts';
import { type TemporaryPostgres, temporaryPostgres } from '../testing/postgres.ts';
import { postgresSettings } from '../testing/postgres-settings.ts';
import { readAccessToken } from './access-token.ts';
import { beginAttempt } from './failed-sign-ins.ts';
import { createPerson, disablePerson, type Person } from './people.ts';
import { checkSecondFactor, confirmSecondFactor, enrolSecondFactor } from './second-factor.ts';
import { type AccountServices, timeFrom } from './services.ts';
import { refresh, startTokenSession } from './sessions.ts';
import { allTokenKeys, rotateTokenKey } from './token-keys.ts';

const ends: (() => void | Promise<void>)[] = [];
const atEnd = (end: () => void | Promise<void>): void => void ends.push(end);
let time = Date.UTC(2026, 0, 1);
let postgres: TemporaryPostgres;
beforeAll(async () => {
  postgres = await temporaryPostgres(atEnd);
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

const valueIn = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
};
const outcomes = (results: readonly Result<unknown>[]) =>
  results.map((result) => (result.ok ? 'ok' : result.failure.code)).sort();

/** Whatever two requests, or two servers on one database, do at the same time. */
describe.each(['sqlite', 'postgres'] as const)('at once, on %s (S4, S14, P2)', (kind) => {
  let services: AccountServices;
  beforeAll(async () => {
    const settings = kind === 'postgres' ? postgresSettings(await postgres.database()) : null;
    services = await accountServices(() => new Date(time), atEnd, settings);
  });
  const person = async (name: string, role: 'admin' | 'viewer' = 'viewer'): Promise<Person> =>
    valueIn(await createPerson(services, { name, role }, testCaller));
  const tokensOf = async ({ id }: Person) =>
    startTokenSession(services, { person: (await findPerson(services.db, id))!, hasSecondFactor: false }, testCaller);

  it('two people cannot get one name', async () => {
    const both = [1, 2].map(() => createPerson(services, { name: 'twin', role: 'viewer' }, testCaller));
    expect(outcomes(await Promise.all(both))).toEqual(['ok', 'person/taken']);
  });

  it('two admins cannot shut out each other', async () => {
    const admins = [await person('first', 'admin'), await person('second', 'admin')];
    const both = admins.map(({ id }) => disablePerson(services, id, testCaller));
    expect(outcomes(await Promise.all(both))).toEqual(['ok', 'person/last-admin']);
    expect(await countAdmins(services.db)).toBe(1);
  });

  it('a refresh token counts once, and its session ends', async () => {
    const { refreshToken, accessToken } = await tokensOf(await person('refresher'));
    const three = [1, 2, 3].map(() => refresh(services, refreshToken, testCaller));
    // The third is told either: it may come before or after the session has ended.
    const [third, ...rest] = outcomes(await Promise.all(three));
    expect(['auth/invalid', 'auth/reused']).toContain(third);
    expect(rest).toEqual(['auth/reused', 'ok']);
    const subject = await readAccessToken(services, accessToken);
    expect(await findOpenSession(services.db, subject!.sessionId, timeFrom(services))).toBeNull();
  });

  it('a code of a second factor counts once', async () => {
    const { id } = await person('factored');
    const { seed } = valueIn(await enrolSecondFactor(services, id, testCaller));
    const code = () => new TOTP({ secret: Secret.fromBase32(seed) }).generate({ timestamp: time });
    const { recoveryCodes } = valueIn(await confirmSecondFactor(services, id, code(), testCaller));
    time += 30_000;
    for (const given of [code(), recoveryCodes[0]!]) {
      const checks = await Promise.all([1, 2, 3].map(() => checkSecondFactor(services, id, given)));
      expect(checks.filter(Boolean), given).toHaveLength(1);
    }
  });

  it('every attempt to sign in is counted', async () => {
    const waits = await Promise.all(Array.from({ length: 10 }, () => beginAttempt(services, 'guessed', '10.0.0.1')));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(4);
  });

  it('one key signs after two were made', async () => {
    const { accessToken } = await tokensOf(await person('holder'));
    await Promise.all([rotateTokenKey(services, testCaller), rotateTokenKey(services, testCaller)]);
    expect((await allTokenKeys(services)).filter(({ retiredAt }) => retiredAt === null)).toHaveLength(1);
    expect(await readAccessToken(services, accessToken)).not.toBeNull();
  });

  it('all sessions of somebody end but the one that is named', async () => {
    const holder = await person('several');
    const tokens = [await tokensOf(holder), await tokensOf(holder)];
    const subjects = await Promise.all(tokens.map(({ accessToken }) => readAccessToken(services, accessToken)));
    await endSessionsOf(services.db, holder.id, timeFrom(services), subjects[0]!.sessionId);
    const open = await Promise.all(
      subjects.map((subject) => findOpenSession(services.db, subject!.sessionId, timeFrom(services))),
    );
    expect(open.map((one) => one !== null)).toEqual([true, false]);
  });
});
