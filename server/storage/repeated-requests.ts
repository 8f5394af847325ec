import type { Db } from './storage.ts';
import type { RepeatedRequestRow } from './tables.ts';

/** Whether the key was free and is taken now. */
export async function claimRequest(db: Db, request: Omit<RepeatedRequestRow, 'answer'>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('repeated_request')
    .values({ ...request, answer: null })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Takes a claim over that ran out without an answer; false when somebody else was faster. */
export async function takeOverRequest(db: Db, before: RepeatedRequestRow, until: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('repeated_request')
    .set({ until })
    .where('key', '=', before.key)
    .where('until', '=', before.until)
    .where('answer', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export const findRequest = (db: Db, key: string): Promise<RepeatedRequestRow | undefined> =>
  db.selectFrom('repeated_request').selectAll().where('key', '=', key).executeTakeFirst();

/** Keeps the answer; false when the claim ran out and is somebody else's by now. */
export async function answerRequest(db: Db, key: string, until: string, answer: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('repeated_request')
    .set({ answer })
    .where('key', '=', key)
    .where('until', '=', until)
    .where('answer', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Gives a claim back that came to nothing, so that the key can be used again. */
export const releaseRequest = async (db: Db, key: string, until: string): Promise<void> =>
  void (await db
    .deleteFrom('repeated_request')
    .where('key', '=', key)
    .where('until', '=', until)
    .where('answer', 'is', null)
    .execute());

/** Forgets what is older. */
export const forgetRequests = async (db: Db, before: string): Promise<void> =>
  void (await db.deleteFrom('repeated_request').where('at', '<', before).execute());

/** Forgets what never came to an answer: of a server that is alone and has only just started. */
export const forgetUnanswered = async (db: Db): Promise<void> =>
  void (await db.deleteFrom('repeated_request').where('answer', 'is', null).execute());
