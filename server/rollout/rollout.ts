import type { Channel, RolloutChange, RolloutEntryRow, RolloutRow } from '../storage/index.ts';
import type { Judgement } from './judgement.ts';
import type { Audience, Plan } from './plan.ts';

/** The stages of a rollout, in order. */
export const stageNames = ['validate', 'prepare', 'steps', 'watch'] as const;
export type StageName = (typeof stageNames)[number];

/** Where a rollout stands. */
export type RolloutState =
  /** Until the first visitor gets the candidate. */
  | 'preparing'
  /** Some have it. */
  | 'running'
  | 'paused'
  /** Everybody has it, and one step leads back. */
  | 'watching'
  /** Nobody has it any more; what was done for it is being undone. */
  | 'undoing'
  /** Undoing failed too: a person has to look. */
  | 'frozen'
  /** The ends. */
  | 'done'
  | 'aborted'
  | 'rolled-back'
  /** Another version went live while it was watched. */
  | 'superseded';

/** The way of one version, the candidate, from nobody to everybody, as clients see it. */
export interface Rollout {
  readonly id: string;
  readonly documentId: string;
  readonly channel: Channel;
  /** What was live when it began, and what it goes back to. */
  readonly stable: Version;
  readonly candidate: Version;
  readonly plan: Plan;
  readonly state: RolloutState;
  readonly stage: StageName;
  /** How many steps of the plan were taken; 0 before the first. */
  readonly step: number;
  /** Who has the candidate now; null: nobody. */
  readonly audience: Audience | null;
  /** Counts its changes; its ETag is this number in quotes. */
  readonly epoch: number;
  readonly startedAt: string;
  readonly startedBy: string;
  /** When its stage or step began; moved on by pauses. */
  readonly since: string;
  /** When the step or the watch is over at the earliest; null when no time is set. */
  readonly dueAt: string | null;
  readonly pausedAt: string | null;
  /** Null while it is open. */
  readonly endedAt: string | null;
  /** Why it was undone; null when nothing went wrong. */
  readonly failure: string | null;
  /** Why undoing it failed too. */
  readonly undoFailure: string | null;
}

export interface Version {
  readonly hash: string;
  readonly semver: string;
}

/** The whole of it, as `GET /api/v1/rollouts/:id` answers. */
export interface RolloutReport extends Rollout {
  /** The oldest first. */
  readonly history: readonly RolloutEntry[];
  /** Of the server that was asked; null while there is nothing to judge. */
  readonly judgement: Judgement | null;
  /** Figures of the judge; null when it has none. */
  readonly report: unknown;
}

/** One line of its history. */
export interface RolloutEntry {
  readonly at: string;
  /** A person or machine; `server` for what happened by itself. */
  readonly by: string;
  readonly kind: RolloutChange;
  readonly why: string;
  /** What it led to. */
  readonly epoch: number;
  readonly state: RolloutState;
  readonly stage: StageName;
  readonly step: number;
}

/** `detail` of a `rollout.…` event in the outbox, as JSON. */
export interface RolloutDetail extends Omit<RolloutEntry, 'at' | 'kind'> {
  readonly rollout: string;
}

/** What happens without a person. */
export const itself = 'server';

export function rolloutOf(row: RolloutRow): Rollout {
  const plan = JSON.parse(row.plan) as Plan;
  const state = row.state as RolloutState;
  return {
    id: row.id,
    documentId: row.document_id,
    channel: row.channel as Channel,
    stable: { hash: row.stable_hash, semver: row.stable_version },
    candidate: { hash: row.candidate_hash, semver: row.candidate_version },
    plan,
    state,
    stage: row.stage as StageName,
    step: row.step,
    audience: audienceOf(plan, state, row.step),
    epoch: row.epoch,
    startedAt: row.started_at,
    startedBy: row.started_by,
    since: row.since,
    dueAt: dueAt(plan, state, row.since),
    pausedAt: row.paused_at,
    endedAt: row.ended_at,
    failure: row.failure,
    undoFailure: row.undo_failure,
  };
}

export const entryOf = ({ at, by, kind, why, epoch, state, stage, step }: RolloutEntryRow): RolloutEntry => ({
  at,
  by,
  kind: kind as RolloutChange,
  why,
  epoch,
  state: state as RolloutState,
  stage: stage as StageName,
  step,
});

/** Only while it runs are there two versions at a time; before nobody has the candidate, after 100 % everybody. */
function audienceOf({ steps }: Plan, state: RolloutState, step: number): Audience | null {
  if (state === 'watching' || state === 'done') return steps.at(-1) ?? null;
  return state === 'running' || state === 'paused' ? (steps[step - 1] ?? null) : null;
}

function dueAt({ interval, watch }: Plan, state: RolloutState, since: string): string | null {
  const seconds = state === 'running' ? interval : state === 'watching' ? watch : null;
  return seconds === null ? null : new Date(Date.parse(since) + seconds * 1_000).toISOString();
}
