import type { JSONSchemaType } from 'ajv';
import { method } from './method.ts';
import type { Channel, Refused } from './releases.ts';

export type RolloutState =
  | 'preparing'
  | 'running'
  | 'paused'
  | 'watching'
  | 'undoing'
  | 'frozen'
  | 'done'
  | 'aborted'
  | 'rolled-back'
  | 'superseded';

export type RolloutStage = 'validate' | 'prepare' | 'steps' | 'watch';

/** Who is given the candidate while a step is in effect. */
export type Audience =
  | { readonly kind: 'share'; readonly percent: number }
  | { readonly kind: 'header' | 'cookie'; readonly name: string; readonly value: string }
  | { readonly kind: 'tenants'; readonly tenants: readonly string[] };

/** The way of one version, the candidate, from nobody to everybody. Times are RFC 3339, `interval` and `watch` seconds. */
export interface Rollout {
  readonly id: string;
  readonly documentId: string;
  readonly channel: Channel;
  /** What it goes back to. */
  readonly stable: RolloutVersion;
  readonly candidate: RolloutVersion;
  readonly plan: {
    readonly kind: string;
    readonly steps: readonly Audience[];
    readonly interval: number;
    readonly watch: number;
  };
  readonly state: RolloutState;
  readonly stage: RolloutStage;
  /** How many steps were taken; 0 before the first. */
  readonly step: number;
  /** Counts its changes: an action names the one it was decided in. */
  readonly epoch: number;
  readonly startedAt: string;
  readonly startedBy: string;
  /** When the step or the watch is over at the earliest; null when no time is set. */
  readonly dueAt: string | null;
  /** Null while it is open. */
  readonly endedAt: string | null;
  /** Why it was undone, and why undoing it failed too. */
  readonly failure: string | null;
  readonly undoFailure: string | null;
}

export interface RolloutVersion {
  readonly hash: string;
  readonly semver: string;
}

/** One line of its history. `server` did what nobody did. */
export interface RolloutEntry {
  readonly at: string;
  readonly by: string;
  /** E.g. `started`, `step`, `paused`. */
  readonly kind: string;
  readonly why: string;
  readonly stage: RolloutStage;
  readonly step: number;
}

/** What the server's judge says of the candidate now. */
export type RolloutJudgement =
  | { readonly kind: 'undecided'; readonly why: string }
  | { readonly kind: 'healthy' }
  | { readonly kind: 'bad'; readonly signal: string; readonly why: string };

/** Figures of one of the two versions. Milliseconds, null without pages. */
export interface RolloutArm {
  readonly requests: number;
  readonly badAnswers: number;
  readonly visits: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

export interface RolloutCounts {
  readonly bad: number;
  readonly of: number;
}

/** What is measured of a rollout. */
export interface RolloutReport {
  readonly stable: RolloutArm;
  readonly candidate: RolloutArm;
  /** How often something was bad, of how many. */
  readonly signals: readonly {
    readonly name: string;
    readonly stable: RolloutCounts;
    readonly candidate: RolloutCounts;
  }[];
  /** How the candidate did with real requests before its first visitor; null before it was tried. */
  readonly shadow: {
    readonly rendered: number;
    /** Share with the same HTML; null when nothing was rendered. */
    readonly equal: number | null;
    /** Renders of the candidate that failed, or showed less than those of the version before. */
    readonly worse: number;
    readonly milliseconds: { readonly stable: number; readonly candidate: number };
    readonly bytes: { readonly stable: number; readonly candidate: number };
  } | null;
}

export interface RolloutView extends Rollout {
  /** The oldest first. */
  readonly history: readonly RolloutEntry[];
  /** Null while nobody has the candidate, and once the rollout has ended. */
  readonly judgement: RolloutJudgement | null;
  /** Null where nothing is measured. */
  readonly report: RolloutReport | null;
}

/** How to go on: percent of visitors step by step, a few and then all, or so many percent more each time. */
export interface RolloutStrategy {
  readonly kind: 'blue-green' | 'canary' | 'linear';
  /** Seconds that each step is in effect at least. */
  readonly interval: number;
}

export type RolloutAction = 'pause' | 'resume' | 'promote' | 'abort' | 'rollback';

const id = { type: 'string', maxLength: 100 } as const;
const hash = { type: 'string', maxLength: 80 } as const;
const why = { type: 'string', minLength: 1, maxLength: 1000 } as const;
const channel = { type: 'string', enum: ['staging', 'production'] } as const;

const strategy: JSONSchemaType<RolloutStrategy> = {
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'interval'],
  properties: {
    kind: { type: 'string', enum: ['blue-green', 'canary', 'linear'] },
    interval: { type: 'number', minimum: 0, maximum: 2_592_000 },
  },
};

export const rolloutMethods = {
  /** Rollouts of a document, the newest first; of all documents for `''`. */
  'rollout.list': method<{ documentId: string }, readonly Rollout[], Refused>({
    type: 'object',
    additionalProperties: false,
    required: ['documentId'],
    properties: { documentId: { type: 'string', maxLength: 200 } },
  }),
  'rollout.read': method<{ id: string }, RolloutView, Refused>({
    type: 'object',
    additionalProperties: false,
    required: ['id'],
    properties: { id },
  }),
  /** Sends the approved bytes without making them live, and begins to roll them out. */
  'rollout.start': method<
    { hash: string; channel: Channel; strategy: RolloutStrategy; why: string },
    Rollout,
    'version/not-found' | 'release/not-approved' | 'release/changed' | Refused
  >({
    type: 'object',
    additionalProperties: false,
    required: ['hash', 'channel', 'strategy', 'why'],
    properties: { hash, channel, strategy, why },
  }),
  /**
   * Goes on only from the epoch it was decided in, so that what happened since is looked at first; stopping and going
   * back count however far it has come. `all` promotes past all steps.
   */
  'rollout.act': method<
    { id: string; epoch: number; action: RolloutAction; why: string; all: boolean },
    Rollout,
    Refused
  >({
    type: 'object',
    additionalProperties: false,
    required: ['id', 'epoch', 'action', 'why', 'all'],
    properties: {
      id,
      epoch: { type: 'integer' },
      action: { type: 'string', enum: ['pause', 'resume', 'promote', 'abort', 'rollback'] },
      why,
      all: { type: 'boolean' },
    },
  }),
};
