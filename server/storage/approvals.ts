import type { Db } from './storage.ts';
import type { ApprovalRow } from './tables.ts';

/** The first word that was given with a key stays. */
export const insertApproval = async (db: Db, approval: ApprovalRow): Promise<void> =>
  void (await db
    .insertInto('approval')
    .values(approval)
    .onConflict((conflict) => conflict.columns(['bundle_hash', 'key_id']).doNothing())
    .execute());

/** Of one version, oldest first. */
export const listApprovals = (db: Db, hash: string): Promise<ApprovalRow[]> =>
  db.selectFrom('approval').selectAll().where('bundle_hash', '=', hash).orderBy('at').orderBy('key_id').execute();

/** Newest first. */
export const latestApprovals = (db: Db, limit: number): Promise<ApprovalRow[]> =>
  db.selectFrom('approval').selectAll().orderBy('at', 'desc').orderBy('bundle_hash').limit(limit).execute();
