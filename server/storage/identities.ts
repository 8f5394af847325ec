import type { IdentityRow } from './account-tables.ts';
import type { Db } from './storage.ts';

export const findIdentity = (db: Db, issuer: string, subject: string): Promise<IdentityRow | undefined> =>
  db.selectFrom('identity').selectAll().where('issuer', '=', issuer).where('subject', '=', subject).executeTakeFirst();

/** False when the person is known there as somebody else, or the other way round. */
export async function insertIdentity(db: Db, identity: IdentityRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('identity')
    .values(identity)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}
