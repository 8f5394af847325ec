import type { RolloutFiguresRow } from './rollout-tables.ts';
import type { Db } from './storage.ts';

/** Writes what one server has counted so far; it replaces what that server wrote before. */
export const saveFigures = async (db: Db, row: RolloutFiguresRow): Promise<void> =>
  void (await db
    .insertInto('rollout_figures')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['rollout_id', 'node']).doUpdateSet({ tallies: row.tallies, shadow: row.shadow, at: row.at }),
    )
    .execute());

/** What all servers have counted of a rollout, also those that stopped since. */
export const figuresOf = (db: Db, rolloutId: string): Promise<RolloutFiguresRow[]> =>
  db.selectFrom('rollout_figures').selectAll().where('rollout_id', '=', rolloutId).orderBy('node').execute();
