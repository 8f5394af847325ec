import type { Generated } from 'kysely';

/** The tables of rollouts. Times are RFC 3339 in UTC. */
export interface RolloutTables {
  readonly rollout: RolloutRow;
  readonly rollout_entry: RolloutEntryTable;
  readonly rollout_figures: RolloutFiguresRow;
}

/** What one server has counted of a rollout. */
export interface RolloutFiguresRow {
  readonly rollout_id: string;
  /** Another one each time a server starts, so that what it counted before stays. */
  readonly node: string;
  /** JSON of `Tallies`. */
  readonly tallies: string;
  /** JSON of `ShadowReport`; null as long as there is none. */
  readonly shadow: string | null;
  readonly at: string;
}

/** The way of one version to everybody. One row, changed only by whoever names its epoch. */
export interface RolloutRow {
  readonly id: string;
  readonly channel: string;
  readonly document_id: string;
  /** What was live when it began, and what it goes back to. */
  readonly stable_hash: string;
  readonly stable_version: string;
  readonly candidate_hash: string;
  readonly candidate_version: string;
  /** JSON of `Plan`. */
  readonly plan: string;
  readonly state: string;
  readonly stage: string;
  /** How many steps were taken; 0 before the first. */
  readonly step: number;
  /** Counts the changes: each takes the one it knows as its condition and adds one. */
  readonly epoch: number;
  readonly started_at: string;
  readonly started_by: string;
  /** When the stage or step began; moved on by pauses. */
  readonly since: string;
  readonly paused_at: string | null;
  /** Null while it is open; no two open ones are about the same document and channel. */
  readonly ended_at: string | null;
  /** Why it is undone; null while nothing went wrong. */
  readonly failure: string | null;
  /** Why undoing it failed too. */
  readonly undo_failure: string | null;
  /** When undoing counts as given up; null when it is not being undone. */
  readonly undo_until: string | null;
}

/** What happened to a rollout, who did it and why. Only ever inserted. */
export interface RolloutEntryRow {
  readonly seq: number;
  readonly rollout_id: string;
  /** The one it led to. */
  readonly epoch: number;
  readonly at: string;
  readonly by: string;
  readonly kind: string;
  readonly why: string;
  readonly state: string;
  readonly stage: string;
  readonly step: number;
}

interface RolloutEntryTable extends Omit<RolloutEntryRow, 'seq'> {
  readonly seq: Generated<number>;
}
