import type { Db } from './storage.ts';
import type { AccessTokenRow } from './tables.ts';

export const insertToken = async (db: Db, token: AccessTokenRow): Promise<void> =>
  void (await db.insertInto('access_token').values(token).execute());

/** Looks up by hash, so that nothing about the secret can be learned from timing. */
export const findTokenByHash = (db: Db, hash: string): Promise<AccessTokenRow | undefined> =>
  db.selectFrom('access_token').selectAll().where('hash', '=', hash).executeTakeFirst();

export const findToken = (db: Db, id: string): Promise<AccessTokenRow | undefined> =>
  db.selectFrom('access_token').selectAll().where('id', '=', id).executeTakeFirst();

/** Oldest first. */
export const listTokens = (db: Db): Promise<AccessTokenRow[]> =>
  db.selectFrom('access_token').selectAll().orderBy('created_at').orderBy('id').execute();

/** Keeps the first time of revocation when repeated. */
export const revokeToken = async (db: Db, id: string, at: string): Promise<void> =>
  void (await db
    .updateTable('access_token')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute());
