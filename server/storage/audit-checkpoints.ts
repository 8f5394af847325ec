import type { Db } from './storage.ts';
import type { AuditCheckpointRow, AuditRow } from './tables.ts';

/** All of them, in the order of the chain. */
export const listAuditCheckpoints = (db: Db): Promise<AuditCheckpointRow[]> =>
  db.selectFrom('audit_checkpoint').selectAll().orderBy('seq').execute();

export const lastAuditCheckpoint = (db: Db): Promise<AuditCheckpointRow | undefined> =>
  db.selectFrom('audit_checkpoint').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst();

/** Number of the newest entry; 0 when there is none. */
export async function lastAuditEntry(db: Db): Promise<number> {
  const row = await db.selectFrom('audit').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return row?.seq ?? 0;
}

/** So many entries after the one with that number, in order. */
export const auditEntriesAfter = (db: Db, seq: number, most: number): Promise<AuditRow[]> =>
  db.selectFrom('audit').selectAll().where('seq', '>', seq).orderBy('seq').limit(most).execute();

/** Another server may have been there first, with the same. */
export async function insertAuditCheckpoint(db: Db, row: AuditCheckpointRow): Promise<void> {
  await db
    .insertInto('audit_checkpoint')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The same place, signed with another key. */
export async function resealAuditCheckpoint(db: Db, { seq, public_key, signature }: AuditCheckpointRow): Promise<void> {
  await db.updateTable('audit_checkpoint').set({ public_key, signature }).where('seq', '=', seq).execute();
}
