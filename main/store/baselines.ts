import type { Database } from 'better-sqlite3';
import type { Baseline } from '#visual';

/** The picture a case is held against, by case key. */
export interface Baselines {
  find(key: string): StoredBaseline | null;
  put(key: string, baseline: StoredBaseline): void;
  remove(key: string): void;
}

export interface StoredBaseline extends Baseline {
  /** Run that shot it. */
  readonly run: string;
}

interface Row {
  readonly picture: string;
  readonly shapes: string | null;
  readonly aria: string | null;
  readonly conditions: string;
  readonly accepted: 0 | 1;
  readonly run: string;
}

export function baselinesIn(database: Database): Baselines {
  const select = database.prepare<[string], Row>(
    'SELECT picture, shapes, aria, conditions, accepted, run_id AS run FROM baselines WHERE key = ?',
  );
  const upsert = database.prepare<[Row & { key: string }]>(
    `INSERT INTO baselines (key, picture, shapes, aria, conditions, accepted, run_id)
     VALUES (@key, @picture, @shapes, @aria, @conditions, @accepted, @run)
     ON CONFLICT (key) DO UPDATE SET picture = @picture, shapes = @shapes, aria = @aria, conditions = @conditions,
       accepted = @accepted, run_id = @run`,
  );
  const remove = database.prepare('DELETE FROM baselines WHERE key = ?');
  return {
    find: (key) => {
      const row = select.get(key);
      return row ? { ...row, conditions: JSON.parse(row.conditions), accepted: row.accepted === 1 } : null;
    },
    put: (key, { conditions, accepted, ...baseline }) =>
      void upsert.run({ key, ...baseline, conditions: JSON.stringify(conditions), accepted: accepted ? 1 : 0 }),
    remove: (key) => void remove.run(key),
  };
}
