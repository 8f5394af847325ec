import type { Db } from './storage.ts';
import type { SigningKeyRow } from './tables.ts';

/** A key with whose it is. */
export interface KnownKey extends SigningKeyRow {
  /** Null without an owner, and while the owner may use the server. */
  readonly owner_disabled_at: string | null;
  readonly owner_name: string | null;
}

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
export const listKeys = (db: Db): Promise<KnownKey[]> =>
  db
    .selectFrom('signing_key')
    .leftJoin('person', 'person.id', 'signing_key.person_id')
    .selectAll('signing_key')
    .select(['person.disabled_at as owner_disabled_at', 'person.name as owner_name'])
    .orderBy('signing_key.created_at')
    .orderBy('signing_key.id')
    .execute();

/** Of one person, oldest first. */
export const keysOf = (db: Db, personId: string): Promise<SigningKeyRow[]> =>
  db
    .selectFrom('signing_key')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();

/** Makes a key that was nobody's somebody's. False when it is somebody's already. */
export async function ownKey(db: Db, id: string, personId: string, name: string): Promise<boolean> {
  const owned = await db
    .updateTable('signing_key')
    .set({ person_id: personId, name })
    .where('id', '=', id)
    .where('person_id', 'is', null)
    .executeTakeFirst();
  return owned.numUpdatedRows === 1n;
}

/** Keeps the first time of revocation when repeated. */
export const revokeKey = async (db: Db, id: string, at: string): Promise<void> =>
  void (await db
    .updateTable('signing_key')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute());
