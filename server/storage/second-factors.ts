import type { SecondFactorRow } from './account-tables.ts';
import type { Db } from './storage.ts';

export const findSecondFactor = (db: Db, personId: string): Promise<SecondFactorRow | undefined> =>
  db.selectFrom('second_factor').selectAll().where('person_id', '=', personId).executeTakeFirst();

export const listSecondFactors = (db: Db): Promise<SecondFactorRow[]> =>
  db.selectFrom('second_factor').selectAll().execute();

/** In place of one that was never confirmed. */
export async function saveSecondFactor(db: Db, factor: SecondFactorRow): Promise<void> {
  const { person_id: _, ...rest } = factor;
  await db
    .insertInto('second_factor')
    .values(factor)
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(rest))
    .execute();
}

/** Whether the step is later than all that counted: of two who bring the same code at once, one is told no. */
export async function spendTimeStep(db: Db, personId: string, step: number, confirmedAt: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('second_factor')
    .set(({ fn, val }) => ({ last_step: step, confirmed_at: fn.coalesce('confirmed_at', val(confirmedAt)) }))
    .where('person_id', '=', personId)
    .where('last_step', '<', step)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export const resealSecondFactor = async (db: Db, personId: string, seed: string): Promise<void> =>
  void (await db.updateTable('second_factor').set({ seed }).where('person_id', '=', personId).execute());

/** With its recovery codes. */
export async function deleteSecondFactor(db: Db, personId: string): Promise<void> {
  await db.deleteFrom('recovery_code').where('person_id', '=', personId).execute();
  await db.deleteFrom('second_factor').where('person_id', '=', personId).execute();
}

export async function replaceRecoveryCodes(db: Db, personId: string, hashes: readonly string[]): Promise<void> {
  await db.deleteFrom('recovery_code').where('person_id', '=', personId).execute();
  await db
    .insertInto('recovery_code')
    .values(hashes.map((hash) => ({ hash, person_id: personId, used_at: null })))
    .execute();
}

/** Whether this person had it and it was unused until now. */
export async function spendRecoveryCode(db: Db, personId: string, hash: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('recovery_code')
    .set({ used_at: at })
    .where('hash', '=', hash)
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
