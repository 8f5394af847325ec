import { randomUUID } from 'node:crypto';
import { type Caller, done } from '../caller.ts';
import { fail, ok, type Result } from '../failures.ts';
import {
  appendAudit,
  type Db,
  endSession,
  findOpenSession,
  findRefreshToken,
  forgetSessions,
  insertRefreshToken,
  insertSession,
  type PersonRow,
  type SessionRow,
  spendRefreshToken,
} from '../storage/index.ts';
import { type AccessTokenIssued, issueAccessToken } from './access-token.ts';
import { digestOf, newSecret } from './secrets.ts';
import { type AccountServices, day, timeFrom } from './services.ts';

/** Somebody who has just shown who they are. */
export interface Proved {
  readonly person: PersonRow;
  readonly hasSecondFactor: boolean;
}

/** What a program gets for a sign-in, and again for each refresh token. */
export interface Tokens extends AccessTokenIssued {
  readonly tokenType: 'Bearer';
  /** Counts once; the answer brings the next one. */
  readonly refreshToken: string;
  readonly refreshExpiresAt: string;
}

const refreshLifetime = 7 * day;
/** Refreshing does not go on for ever: after a month somebody shows again who they are. */
const longestSession = 30 * day;
const cookieLifetime = 1 * day;

/** A session of a program, which carries tokens. */
export async function startTokenSession(services: AccountServices, proved: Proved, caller: Caller): Promise<Tokens> {
  const session = newSession(services, proved, longestSession, null);
  const next = await services.db.transaction().execute(async (transaction) => {
    await begin(transaction, session, proved.person, services, caller);
    return nextRefreshToken(transaction, services, session);
  });
  return withAccessToken(services, session, next);
}

/** A session of a browser: the secret for its cookie, and how many seconds it lasts. */
export async function startCookieSession(
  services: AccountServices,
  proved: Proved,
  caller: Caller,
): Promise<{ readonly secret: string; readonly seconds: number }> {
  const secret = newSecret();
  const session = newSession(services, proved, cookieLifetime, digestOf(secret));
  await services.db
    .transaction()
    .execute((transaction) => begin(transaction, session, proved.person, services, caller));
  return { secret, seconds: cookieLifetime / 1_000 };
}

/**
 * Changes a refresh token for the next pair. One that was used before is in two hands, and nobody can tell which of them
 * is the thief's: the whole session ends.
 */
export async function refresh(services: AccountServices, token: string, caller: Caller): Promise<Result<Tokens>> {
  const at = timeFrom(services);
  const next = await services.db.transaction().execute(async (transaction) => {
    const row = await findRefreshToken(transaction, digestOf(token));
    const open = row && (await findOpenSession(transaction, row.session_id, at));
    if (!row || !open) return unknownToken;
    const { session, person } = open;
    if (!(await spendRefreshToken(transaction, row.hash, at))) {
      await endSession(transaction, session.id, at);
      const entry = done({ ...caller, name: person.name }, at, 'session.reuse', session.id);
      await appendAudit(transaction, { ...entry, outcome: 'denied', reason: 'auth/reused' });
      return reused;
    }
    if (row.expires_at <= at) return unknownToken;
    return ok({ session, token: await nextRefreshToken(transaction, services, session) });
  });
  return next.ok ? ok(await withAccessToken(services, next.value.session, next.value.token)) : next;
}

/** Signs out: no token and no cookie of the session counts any more. */
export async function endCallersSession(services: AccountServices, sessionId: string, caller: Caller): Promise<void> {
  const at = timeFrom(services);
  await services.db.transaction().execute(async (transaction) => {
    await endSession(transaction, sessionId, at);
    await appendAudit(transaction, done(caller, at, 'session.end', sessionId));
  });
}

const newSession = (
  services: AccountServices,
  { person, hasSecondFactor }: Proved,
  lifetime: number,
  cookieHash: string | null,
): SessionRow => ({
  id: randomUUID(),
  person_id: person.id,
  cookie_hash: cookieHash,
  second_factor: hasSecondFactor ? 1 : 0,
  started_at: timeFrom(services),
  expires_at: timeFrom(services, lifetime),
  ended_at: null,
});

async function begin(
  db: Db,
  session: SessionRow,
  { name }: PersonRow,
  services: AccountServices,
  caller: Caller,
): Promise<void> {
  // Long enough to see afterwards what was going on.
  await forgetSessions(db, timeFrom(services, -longestSession));
  await insertSession(db, session);
  await appendAudit(db, done({ ...caller, name }, session.started_at, 'session.start', session.id));
}

type RefreshToken = Pick<Tokens, 'refreshToken' | 'refreshExpiresAt'>;

async function nextRefreshToken(db: Db, services: AccountServices, session: SessionRow): Promise<RefreshToken> {
  const refreshToken = newSecret();
  const end = timeFrom(services, refreshLifetime);
  const refreshExpiresAt = end < session.expires_at ? end : session.expires_at;
  await insertRefreshToken(db, {
    hash: digestOf(refreshToken),
    session_id: session.id,
    expires_at: refreshExpiresAt,
    used_at: null,
  });
  return { refreshToken, refreshExpiresAt };
}

async function withAccessToken(services: AccountServices, session: SessionRow, token: RefreshToken): Promise<Tokens> {
  const issued = await issueAccessToken(services, { personId: session.person_id, sessionId: session.id });
  return { ...issued, tokenType: 'Bearer', ...token };
}

const unknownToken = fail('auth/invalid', 'This refresh token does not count any more. Sign in again.');
const reused = fail(
  'auth/reused',
  'This refresh token was used before. For safety everybody who holds one has to sign in again.',
);
