import type { Database } from 'better-sqlite3';
import { readBaseline, type StoredBaseline } from './baselines.ts';

/** A person's word on one case of a run, with the baseline it replaced, so that it can be taken back. */
export interface StoredDecision {
  readonly run: string;
  readonly key: string;
  readonly decision: 'accepted' | 'rejected';
  readonly reason: string | null;
  readonly by: string;
  readonly at: string;
  /** Baseline of the case before this decision. */
  readonly before: StoredBaseline | null;
}

export interface Decisions {
  add(decision: StoredDecision): void;
  /** The newest one not taken back yet. */
  newest(run: string, key: string): (StoredDecision & { readonly sequence: number }) | null;
  /** The oldest one not taken back yet. */
  first(run: string, key: string): StoredDecision | null;
  undo(sequence: number): void;
}

type Row = Omit<StoredDecision, 'before'> & { readonly before: string };

export function decisionsIn(database: Database): Decisions {
  const insert = database.prepare<[Row]>(
    `INSERT INTO decisions (run_id, key, decision, reason, by, at, before)
     VALUES (@run, @key, @decision, @reason, @by, @at, @before)`,
  );
  const ordered = (order: 'ASC' | 'DESC') =>
    database.prepare<[string, string], Row & { sequence: number }>(
      `SELECT sequence, run_id AS run, key, decision, reason, by, at, before FROM decisions
       WHERE run_id = ? AND key = ? AND undone = 0 ORDER BY sequence ${order} LIMIT 1`,
    );
  const newest = ordered('DESC');
  const oldest = ordered('ASC');
  const undo = database.prepare('UPDATE decisions SET undone = 1 WHERE sequence = ?');
  return {
    add: (decision) => void insert.run({ ...decision, before: JSON.stringify(decision.before) }),
    newest: (run, key) => read(newest.get(run, key)),
    first: (run, key) => read(oldest.get(run, key)),
    undo: (sequence) => void undo.run(sequence),
  };
}

const read = <Found extends Row>(row: Found | undefined) => {
  if (!row) return null;
  const before = JSON.parse(row.before);
  return { ...row, before: before && readBaseline(before) };
};
