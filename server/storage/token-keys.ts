import type { TokenKeyRow } from './account-tables.ts';
import type { Db } from './storage.ts';

export const insertTokenKey = async (db: Db, key: TokenKeyRow): Promise<void> =>
  void (await db.insertInto('token_key').values(key).execute());

export const findTokenKey = (db: Db, kid: string): Promise<TokenKeyRow | undefined> =>
  db.selectFrom('token_key').selectAll().where('kid', '=', kid).executeTakeFirst();

/** Newest first. */
export const listTokenKeys = (db: Db): Promise<TokenKeyRow[]> =>
  db.selectFrom('token_key').selectAll().orderBy('created_at', 'desc').orderBy('kid').execute();

export const retireTokenKeys = async (db: Db, at: string): Promise<void> =>
  void (await db.updateTable('token_key').set({ retired_at: at }).where('retired_at', 'is', null).execute());

export const revokeTokenKey = async (db: Db, kid: string, at: string): Promise<void> =>
  void (await db
    .updateTable('token_key')
    .set({ revoked_at: at })
    .where('kid', '=', kid)
    .where('revoked_at', 'is', null)
    .execute());

export const resealTokenKey = async (db: Db, kid: string, sealed: string): Promise<void> =>
  void (await db.updateTable('token_key').set({ private_key: sealed }).where('kid', '=', kid).execute());
