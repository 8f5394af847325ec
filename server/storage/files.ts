import type { Db } from './storage.ts';
import type { FileRow } from './tables.ts';

/** Stores files that are not there yet; an address names its content, so what is there is already right. */
export async function insertFiles(db: Db, files: readonly FileRow[]): Promise<void> {
  for (const file of files)
    await db
      .insertInto('file')
      .values(file)
      .onConflict((conflict) => conflict.column('address').doNothing())
      .execute();
}

export const findFile = (db: Db, address: string): Promise<FileRow | undefined> =>
  db.selectFrom('file').selectAll().where('address', '=', address).executeTakeFirst();
