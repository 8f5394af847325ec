import type { Database } from 'better-sqlite3';
import type { CaseResult, Request } from '#contract';
import { readBaseline, type StoredBaseline } from './baselines.ts';
import type { StoredExcuse } from './excuses.ts';

/** How a case stood before a decision, so that it can be taken back. */
export interface Before {
  readonly baseline: StoredBaseline | null;
  readonly excuse: StoredExcuse | null;
  readonly result: Pick<CaseResult, 'decision' | 'reason' | 'excuse'>;
}

/** A person's word on one case of a run. */
export interface StoredDecision {
  readonly run: string;
  readonly key: string;
  /** Equal for all that was decided at once: they are taken back together. */
  readonly step: string;
  readonly decision: Request<'visual.decide'>['decision'];
  readonly reason: string | null;
  readonly by: string;
  readonly at: string;
  readonly before: Before;
}

export type KeptDecision = StoredDecision & { readonly sequence: number };

/** Only decisions that were not taken back are found. */
export interface Decisions {
  add(decision: StoredDecision): void;
  newest(run: string, key: string): KeptDecision | null;
  oldest(run: string, key: string): KeptDecision | null;
  /** The newest of a whole run. */
  last(run: string): KeptDecision | null;
  ofStep(run: string, step: string): readonly KeptDecision[];
  undo(sequence: number): void;
}

type Row = Omit<StoredDecision, 'before'> & { readonly before: string };
type KeptRow = Row & { readonly sequence: number };

const columns = 'sequence, run_id AS run, key, step, decision, reason, by, at, before';

export function decisionsIn(database: Database): Decisions {
  const insert = database.prepare<[Row]>(
    `INSERT INTO decisions (run_id, key, step, decision, reason, by, at, before)
     VALUES (@run, @key, @step, @decision, @reason, @by, @at, @before)`,
  );
  const ofCase = (order: 'ASC' | 'DESC') =>
    database.prepare<[string, string], KeptRow>(
      `SELECT ${columns} FROM decisions WHERE run_id = ? AND key = ? AND undone = 0 ORDER BY sequence ${order} LIMIT 1`,
    );
  const [newest, oldest] = [ofCase('DESC'), ofCase('ASC')];
  const last = database.prepare<[string], KeptRow>(
    `SELECT ${columns} FROM decisions WHERE run_id = ? AND undone = 0 ORDER BY sequence DESC LIMIT 1`,
  );
  const ofStep = database.prepare<[string, string], KeptRow>(
    `SELECT ${columns} FROM decisions WHERE run_id = ? AND step = ? AND undone = 0 ORDER BY sequence`,
  );
  const undo = database.prepare('UPDATE decisions SET undone = 1 WHERE sequence = ?');
  return {
    add: (decision) => void insert.run({ ...decision, before: JSON.stringify(decision.before) }),
    newest: (run, key) => read(newest.get(run, key)),
    oldest: (run, key) => read(oldest.get(run, key)),
    last: (run) => read(last.get(run)),
    ofStep: (run, step) => ofStep.all(run, step).flatMap((row) => read(row) ?? []),
    undo: (sequence) => void undo.run(sequence),
  };
}

function read(row: KeptRow | undefined): KeptDecision | null {
  if (!row) return null;
  const before: Before = JSON.parse(row.before);
  return { ...row, before: { ...before, baseline: before.baseline && readBaseline(before.baseline) } };
}
