import {
  type Db,
  findSignInFailure,
  forgetOldSignInFailures,
  forgetSignInFailures,
  type SignInFailureRow,
  saveSignInFailure,
  takeTurn,
} from '../storage/index.ts';
import { digestOf } from './secrets.ts';
import { type AccountServices, day, minute } from './services.ts';

/**
 * What is counted: guesses of one address at one name, where the delay soon grows long, and of all addresses at that
 * name, where it stays short, so that nobody can lock somebody else out for long.
 */
interface Counted {
  readonly key: string;
  /** So many failures cost nothing. */
  readonly free: number;
  /** The longest delay in milliseconds. */
  readonly longest: number;
}

const counted = (name: string, client: string): readonly Counted[] => [
  { key: digestOf(`${name} ${client}`), free: 3, longest: 15 * minute },
  { key: digestOf(name), free: 20, longest: 5 * minute },
];

/**
 * Milliseconds to wait before this attempt, else 0. An attempt counts as failed from its beginning, so that many at once
 * gain nothing; names that do not exist are counted as well and so do not show.
 */
export async function beginAttempt(services: AccountServices, name: string, client: string): Promise<number> {
  const now = services.now().getTime();
  return services.db.transaction().execute(async (transaction) => {
    await takeTurn(transaction, 'sign-ins');
    await forgetOldSignInFailures(transaction, new Date(now - day).toISOString());
    const kinds = counted(name, client);
    const rows: (SignInFailureRow | undefined)[] = [];
    for (const { key } of kinds) rows.push(await findSignInFailure(transaction, key));
    const wait = Math.max(...kinds.map((kind, at) => waitOf(kind, rows[at], now)));
    if (wait > 0) return wait;
    for (const [at, kind] of kinds.entries()) await count(transaction, kind, rows[at]?.failures ?? 0, now);
    return 0;
  });
}

/** It went well: nothing of what failed before matters any more. */
export const endAttempt = (services: AccountServices, name: string, client: string): Promise<void> =>
  forgetSignInFailures(
    services.db,
    counted(name, client).map(({ key }) => key),
  );

/** It neither failed nor went well: the count is as before, and so is what earlier failures cost. */
export async function withdrawAttempt({ db }: AccountServices, name: string, client: string): Promise<void> {
  for (const { key } of counted(name, client))
    await db
      .updateTable('sign_in_failure')
      .set(({ eb }) => ({ failures: eb('failures', '-', 1) }))
      .where('key', '=', key)
      .execute();
}

/** Never longer than it could be, should the clock have been set back. */
const waitOf = ({ longest }: Counted, row: SignInFailureRow | undefined, now: number): number =>
  row ? Math.min(longest, Math.max(0, Date.parse(row.wait_until) - now)) : 0;

function count(db: Db, { key, free, longest }: Counted, before: number, now: number): Promise<void> {
  const failures = before + 1;
  const delay = failures > free ? Math.min(longest, 1_000 * 2 ** Math.min(failures - free - 1, 20)) : 0;
  return saveSignInFailure(db, {
    key,
    failures,
    wait_until: new Date(now + delay).toISOString(),
    last_at: new Date(now).toISOString(),
  });
}
