import type { Kysely } from 'kysely';
import type { Result } from '../failures.ts';
import type { Db } from './storage.ts';
import type { Tables } from './tables.ts';

/** All of a task's changes or none: a failure leaves no trace, and neither does a task that is only tried. */
export async function inTransaction<Value>(
  db: Kysely<Tables>,
  task: (transaction: Db) => Promise<Result<Value>>,
  options: { readonly onlyTry?: boolean } = {},
): Promise<Result<Value>> {
  const transaction = await db.startTransaction().execute();
  try {
    const result = await task(transaction);
    if (result.ok && !options.onlyTry) await transaction.commit().execute();
    else await transaction.rollback().execute();
    return result;
  } catch (error) {
    if (!transaction.isCommitted && !transaction.isRolledBack) await transaction.rollback().execute();
    throw error;
  }
}
