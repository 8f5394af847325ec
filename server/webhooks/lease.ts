import { randomUUID } from 'node:crypto';
import { type Db, findLease, insertLease, type LeaseRow, takeLease } from '../storage/index.ts';

/** What one server at a time does, of all that share a database. */
export interface Lease {
  /** Takes it or goes on holding it; whether this server has it now. To be asked more often than `patience`. */
  hold(): Promise<boolean>;
  /** Lets another one have it at once. */
  giveBack(): Promise<void>;
}

/** Of a server that is alone. */
export const ownLease: Lease = { hold: async () => true, giveBack: async () => undefined };

/**
 * Whoever holds it counts on, and who sees the same count for `patience` milliseconds of their own clock takes it over:
 * no two clocks are compared. A holder that was stopped for a while finds another count, and so knows.
 */
export function newLease(
  db: Db,
  name: string,
  { clock, patience }: { readonly clock: () => number; readonly patience: number },
): Lease {
  const me = randomUUID();
  let seen: { readonly row: LeaseRow; readonly at: number } | null = null;
  return {
    async hold() {
      const row = await findLease(db, name);
      if (!row) return insertLease(db, { name, holder: me, beat: 1 });
      if (row.holder === me || row.holder === '') return takeLease(db, row, me);
      if (seen?.row.holder !== row.holder || seen.row.beat !== row.beat) seen = { row, at: clock() };
      return clock() - seen.at >= patience && takeLease(db, row, me);
    },
    async giveBack() {
      const row = await findLease(db, name);
      if (row?.holder === me) await takeLease(db, row, '');
    },
  };
}
