import type { RolloutEntryRow, RolloutRow } from './rollout-tables.ts';
import type { Db } from './storage.ts';

/** Throws when one about the same document and channel is open. */
export const insertRollout = async (db: Db, rollout: RolloutRow): Promise<void> =>
  void (await db.insertInto('rollout').values(rollout).execute());

export const findRollout = (db: Db, id: string): Promise<RolloutRow | undefined> =>
  db.selectFrom('rollout').selectAll().where('id', '=', id).executeTakeFirst();

/** What is under way, on all servers. */
export const openRollouts = (db: Db): Promise<RolloutRow[]> =>
  db.selectFrom('rollout').selectAll().where('ended_at', 'is', null).orderBy('id').execute();

export const findOpenRollout = (db: Db, channel: string, documentId: string): Promise<RolloutRow | undefined> =>
  db
    .selectFrom('rollout')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('channel', '=', channel)
    .where('document_id', '=', documentId)
    .executeTakeFirst();

export interface RolloutFilter {
  readonly documentId?: string | undefined;
  readonly channel?: string | undefined;
  readonly isOpen?: boolean | undefined;
}

/** The newest first. */
export function listRollouts(
  db: Db,
  { documentId, channel, isOpen }: RolloutFilter,
  most: number,
): Promise<RolloutRow[]> {
  let query = db.selectFrom('rollout').selectAll();
  if (documentId !== undefined) query = query.where('document_id', '=', documentId);
  if (channel !== undefined) query = query.where('channel', '=', channel);
  if (isOpen !== undefined) query = query.where('ended_at', isOpen ? 'is' : 'is not', null);
  return query.orderBy('started_at', 'desc').orderBy('id').limit(most).execute();
}

/** Changes it from the epoch it is known in to the next; false when somebody else has changed it by now. */
export async function changeRollout(
  db: Db,
  { id, epoch }: Pick<RolloutRow, 'id' | 'epoch'>,
  change: Partial<Omit<RolloutRow, 'id' | 'epoch'>>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('rollout')
    .set({ ...change, epoch: epoch + 1 })
    .where('id', '=', id)
    .where('epoch', '=', epoch)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export const addRolloutEntry = async (db: Db, entry: Omit<RolloutEntryRow, 'seq'>): Promise<void> =>
  void (await db.insertInto('rollout_entry').values(entry).execute());

/** The oldest first. */
export const rolloutEntries = (db: Db, id: string): Promise<RolloutEntryRow[]> =>
  db.selectFrom('rollout_entry').selectAll().where('rollout_id', '=', id).orderBy('seq').execute();
