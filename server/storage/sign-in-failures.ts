import type { SignInFailureRow } from './account-tables.ts';
import type { Db } from './storage.ts';

export const findSignInFailure = (db: Db, key: string): Promise<SignInFailureRow | undefined> =>
  db.selectFrom('sign_in_failure').selectAll().where('key', '=', key).executeTakeFirst();

export async function saveSignInFailure(db: Db, row: SignInFailureRow): Promise<void> {
  const { key: _, ...rest } = row;
  await db
    .insertInto('sign_in_failure')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet(rest))
    .execute();
}

export const forgetSignInFailures = async (db: Db, keys: readonly string[]): Promise<void> =>
  void (await db.deleteFrom('sign_in_failure').where('key', 'in', keys).execute());

/** Forgets whoever has not failed since `at`. */
export const forgetOldSignInFailures = async (db: Db, at: string): Promise<void> =>
  void (await db.deleteFrom('sign_in_failure').where('last_at', '<', at).execute());
