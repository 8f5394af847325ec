import type { Db } from './storage.ts';
import type { LeaseRow } from './webhook-tables.ts';

export const findLease = (db: Db, name: string): Promise<LeaseRow | undefined> =>
  db.selectFrom('lease').selectAll().where('name', '=', name).executeTakeFirst();

/** Writes the first holder down; false when somebody else did. */
export async function insertLease(db: Db, lease: LeaseRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('lease')
    .values(lease)
    .onConflict((conflict) => conflict.column('name').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Takes it as it was seen, or goes on holding it; false when it has changed since. */
export async function takeLease(db: Db, { name, holder, beat }: LeaseRow, by: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('lease')
    .set({ holder: by, beat: beat + 1 })
    .where('name', '=', name)
    .where('holder', '=', holder)
    .where('beat', '=', beat)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
