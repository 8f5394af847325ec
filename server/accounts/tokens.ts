import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type Caller, done } from '../caller.ts';
import { fail, ok, type Result } from '../failures.ts';
import type { Scope } from '../policy.ts';
import {
  type AccessTokenRow,
  appendAudit,
  findToken,
  insertToken,
  listTokens,
  revokeToken,
  type Tables,
} from '../storage/index.ts';
import { digestOf, newSecret } from './secrets.ts';

/** A machine's or person's token as clients see it; the secret is shown once, when it is made. */
export interface AccessToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly revokedAt: string | null;
}

export async function createToken(
  db: Kysely<Tables>,
  input: { readonly name: string; readonly scopes: readonly Scope[] },
  caller: Caller,
  at: string,
): Promise<AccessToken & { readonly token: string }> {
  const token = newSecret();
  const row: AccessTokenRow = {
    id: randomUUID(),
    name: input.name,
    hash: digestOf(token),
    scopes: [...new Set(input.scopes)].sort().join(' '),
    created_at: at,
    created_by: caller.name,
    revoked_at: null,
  };
  await db.transaction().execute(async (transaction) => {
    await insertToken(transaction, row);
    await appendAudit(transaction, done(caller, at, 'token.create', row.id));
  });
  return { ...show(row), token };
}

export const allTokens = async (db: Kysely<Tables>): Promise<readonly AccessToken[]> =>
  (await listTokens(db)).map(show);

/** Takes effect with the next request. */
export async function revokeAccessToken(
  db: Kysely<Tables>,
  id: string,
  caller: Caller,
  at: string,
): Promise<Result<AccessToken>> {
  return db.transaction().execute(async (transaction) => {
    const token = await findToken(transaction, id);
    if (!token) return fail('token/not-found', 'No token with this id exists.');
    if (token.revoked_at === null) {
      await revokeToken(transaction, id, at);
      await appendAudit(transaction, done(caller, at, 'token.revoke', id));
    }
    return ok(show({ ...token, revoked_at: token.revoked_at ?? at }));
  });
}

const show = (row: AccessTokenRow): AccessToken => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes.split(' '),
  createdAt: row.created_at,
  revokedAt: row.revoked_at,
});
