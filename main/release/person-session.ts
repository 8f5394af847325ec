import { fail, ok, type Result } from '#contract';
import type { Keychain } from '../host/keychain.ts';
import type { Unwritable } from '../workspace/write-file.ts';
import { type Access, askServer, garbage, isRecord, refusalCode, type ServerFailure, signedOut } from './ask-server.ts';

/** A person's session at one server, as the keychain holds it. Times are milliseconds of this machine's clock. */
export interface PersonSession {
  /** Of the person, as the server knows them. */
  readonly id: string;
  readonly name: string;
  readonly accessToken: string;
  readonly accessUntil: number;
  /** Counts once. */
  readonly refreshToken: string;
}

const nameOf = (url: string) => `server-session ${url}`;

export function readSession(keychain: Keychain, url: string): PersonSession | null {
  try {
    return JSON.parse(keychain.read(nameOf(url)) ?? 'null') as PersonSession | null;
  } catch {
    // Somebody changed the file: as good as gone.
    return null;
  }
}

export const writeSession = (keychain: Keychain, url: string, session: PersonSession): Result<null, Unwritable> =>
  keychain.write(nameOf(url), JSON.stringify(session));

export const forgetSession = (keychain: Keychain, url: string): void => keychain.remove(nameOf(url));

/** Before it runs out, so that no request is on its way with a token that dies meanwhile. */
const margin = 30_000;

/** Tokens of whoever is signed in there, each changed for the next before it runs out. */
export function personAccess(keychain: Keychain, url: string, patience?: number): Access {
  return {
    by: 'person',
    async token() {
      const session = readSession(keychain, url);
      if (!session) return signedOut('auth/missing');
      return session.accessUntil - margin > Date.now() ? ok(session.accessToken) : refreshed(keychain, url, patience);
    },
    async renewed(refused) {
      const session = readSession(keychain, url);
      if (!session) return signedOut('auth/missing');
      // Somebody else may have been faster.
      return session.accessToken === refused ? refreshed(keychain, url, patience) : ok(session.accessToken);
    },
  };
}

/** Refreshes on their way, by server: a refresh token that is sent twice ends the session. */
const onTheWay = new WeakMap<Keychain, Map<string, Promise<Result<string, ServerFailure>>>>();

function refreshed(
  keychain: Keychain,
  url: string,
  patience: number | undefined,
): Promise<Result<string, ServerFailure>> {
  const running = onTheWay.get(keychain) ?? new Map<string, Promise<Result<string, ServerFailure>>>();
  onTheWay.set(keychain, running);
  const known = running.get(url);
  if (known) return known;
  const asked = refresh(keychain, url, patience).finally(() => running.delete(url));
  running.set(url, asked);
  return asked;
}

async function refresh(keychain: Keychain, url: string, patience?: number): Promise<Result<string, ServerFailure>> {
  const session = readSession(keychain, url);
  if (!session) return signedOut('auth/missing');
  const asker = askServer({ url, access: null, ...(patience === undefined ? {} : { patience }) });
  const { refreshToken } = session;
  const answer = await asker.ask('POST', '/api/v1/refresh', { refreshToken });
  const now = readSession(keychain, url);
  // Another window or program on this machine changed it meanwhile; theirs is the one that counts.
  if (now && now.refreshToken !== refreshToken) return ok(now.accessToken);
  if (!answer.ok) {
    const code = refusalCode(answer.failure);
    if (code !== 'auth/invalid' && code !== 'auth/reused') return answer;
    forgetSession(keychain, url);
    return signedOut(code);
  }
  const tokens = readTokens(answer.value, asker.ahead());
  if (!tokens) return garbage(url);
  const written = writeSession(keychain, url, { ...session, ...tokens });
  return written.ok
    ? ok(tokens.accessToken)
    : fail('release/refused', `Your session could not be kept on this machine. ${written.failure.message}`);
}

export type SessionTokens = Pick<PersonSession, 'accessToken' | 'accessUntil' | 'refreshToken'>;

/** Of an answer to a sign-in or a refresh; the server says by its own clock until when they count. */
export function readTokens(answer: unknown, ahead: number | null): SessionTokens | null {
  if (!isRecord(answer)) return null;
  const { accessToken, refreshToken, expiresAt } = answer;
  const until = Date.parse(String(expiresAt));
  return typeof accessToken === 'string' && typeof refreshToken === 'string' && Number.isFinite(until)
    ? { accessToken, refreshToken, accessUntil: until - (ahead ?? 0) }
    : null;
}
