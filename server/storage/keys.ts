import type { Db } from './storage.ts';
import type { SigningKeyRow } from './tables.ts';

/** One that somebody registered at the same moment stays as it is. */
export const insertKey = async (db: Db, key: SigningKeyRow): Promise<void> =>
  void (await db
    .insertInto('signing_key')
    .values(key)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute());

export const findKey = (db: Db, id: string): Promise<SigningKeyRow | undefined> =>
  db.selectFrom('signing_key').selectAll().where('id', '=', id).executeTakeFirst();

/** Oldest first. */
export const listKeys = (db: Db): Promise<SigningKeyRow[]> =>
  db.selectFrom('signing_key').selectAll().orderBy('created_at').orderBy('id').execute();

/** Keeps the first time of revocation when repeated. */
export const revokeKey = async (db: Db, id: string, at: string): Promise<void> =>
  void (await db
    .updateTable('signing_key')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute());
