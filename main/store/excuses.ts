import type { Database } from 'better-sqlite3';
import type { Excuse } from '#contract';

/** What people said of cases that holds for later runs too. */
export interface StoredExcuse extends Excuse {
  /** Picture of the baseline a tolerance was said of; null when quarantined. */
  readonly baseline: string | null;
}

export interface Excuses {
  find(key: string): StoredExcuse | null;
  put(key: string, excuse: StoredExcuse): void;
  remove(key: string): void;
}

export function excusesIn(database: Database): Excuses {
  const select = database.prepare<[string], StoredExcuse>(
    'SELECT kind, reason, by, at, pixels, owner, until, baseline FROM excuses WHERE key = ?',
  );
  const upsert = database.prepare<[StoredExcuse & { key: string }]>(
    `INSERT INTO excuses (key, kind, reason, by, at, pixels, owner, until, baseline)
     VALUES (@key, @kind, @reason, @by, @at, @pixels, @owner, @until, @baseline)
     ON CONFLICT (key) DO UPDATE SET kind = @kind, reason = @reason, by = @by, at = @at, pixels = @pixels,
       owner = @owner, until = @until, baseline = @baseline`,
  );
  const remove = database.prepare('DELETE FROM excuses WHERE key = ?');
  return {
    find: (key) => select.get(key) ?? null,
    put: (key, excuse) => void upsert.run({ key, ...excuse }),
    remove: (key) => void remove.run(key),
  };
}
