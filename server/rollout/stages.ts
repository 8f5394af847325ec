import { routeShape } from '#engine';
import { type Channel, type Db, findLive, findRelease, type RolloutRow, setLive } from '../storage/index.ts';
import type { Change } from './change.ts';
import type { Judgement } from './judgement.ts';
import { type Rollout, rolloutOf, type StageName } from './rollout.ts';
import type { RolloutServices } from './services.ts';

/** What a look at a stage finds. */
export type Check =
  | { readonly kind: 'waiting'; readonly why: string }
  /** The next step of its ladder. */
  | { readonly kind: 'step' }
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly why: string };

/** When something is done, and the name of who does it. */
export interface Moment {
  readonly at: string;
  readonly by: string;
}

/** One part of the way. What it changes is changed in the transaction that tells about it. */
export interface Stage {
  readonly name: StageName;
  /** Why it cannot begin, as a sentence; null when it can. */
  validate(transaction: Db, row: RolloutRow): Promise<string | null>;
  /** Begins it: what the rollout is from then on. */
  execute(transaction: Db, row: RolloutRow, moment: Moment): Promise<Change>;
  /** Whether it is over, asked again and again; with what the judge says, once there is something to judge. */
  check(services: RolloutServices, rollout: Rollout, judgement: Judgement | null): Promise<Check> | Check;
  /** Takes back what it changed; done in reverse, from the stage that failed to the first. */
  rollback(transaction: Db, row: RolloutRow, moment: Moment): Promise<void>;
}

/** Both versions are there, fit together, and can be shown. */
const validate: Stage = {
  name: 'validate',
  validate: async (transaction, row) => stillStable(transaction, row),
  execute: async () => ({ to: { state: 'preparing' }, happened: [] }),
  check({ pages }, { channel, documentId, stable, candidate }) {
    const missing = [stable, candidate].find(({ hash }) => !pages.find(channel, documentId, hash));
    return missing
      ? { kind: 'failed', why: `This server cannot show version ${missing.semver} (${missing.hash}).` }
      : { kind: 'passed' };
  },
  rollback: async () => undefined,
};

/** Milliseconds until every server has heard that pages are not to be kept any more. */
const heard = 2_000;

/** Nobody in between keeps the page any more, and the judge has nothing against a first visitor. */
const prepare: Stage = {
  name: 'prepare',
  validate: stillStable,
  execute: async (_, __, { at }) => ({ to: { state: 'preparing', since: at }, happened: [] }),
  async check({ edge, now, judge }, rollout) {
    const kept = edge.fresh > 0 ? (edge.fresh + edge.stale) * 1_000 + heard : 0;
    const time = now().getTime();
    const begin = await judge.mayBegin?.(rollout, time);
    if (begin?.kind === 'bad') return { kind: 'failed', why: `${begin.signal}: ${begin.why}` };
    if (time < Date.parse(rollout.since) + kept)
      return { kind: 'waiting', why: `Caches may keep what they have for ${kept / 1_000} seconds.` };
    return begin?.kind === 'undecided' ? { kind: 'waiting', why: begin.why } : { kind: 'passed' };
  },
  rollback: async () => undefined,
};

/** More and more visitors get the candidate. Who has it follows from the row, so there is nothing else to take back. */
const steps: Stage = {
  name: 'steps',
  validate: stillStable,
  execute: async (_, row, { at }) =>
    isLast(rolloutOf(row))
      ? { to: { state: 'running', since: at }, happened: [] }
      : { to: { state: 'running', since: at, step: 1 }, happened: [{ kind: 'step' }] },
  check({ now }, rollout, judgement) {
    if (rollout.step === 0) return { kind: 'passed' };
    if (rollout.dueAt !== null && now().getTime() < Date.parse(rollout.dueAt))
      return { kind: 'waiting', why: `The step is in effect until ${rollout.dueAt} at least.` };
    if (judgement?.kind !== 'healthy') return { kind: 'waiting', why: judgement?.why ?? 'Nobody has the candidate.' };
    return { kind: isLast(rollout) ? 'passed' : 'step' };
  },
  rollback: async () => undefined,
};

/** The candidate is what is live; the version before is one step away. */
const watch: Stage = {
  name: 'watch',
  validate: stillStable,
  async execute(transaction, row, moment) {
    await pointAt(transaction, row, row.candidate_hash, moment);
    const { plan } = rolloutOf(row);
    return { to: { state: 'watching', since: moment.at, step: plan.steps.length }, happened: [{ kind: 'step' }] };
  },
  check: ({ now }, { dueAt }) =>
    dueAt !== null && now().getTime() < Date.parse(dueAt)
      ? { kind: 'waiting', why: `It is watched until ${dueAt}.` }
      : { kind: 'passed' },
  async rollback(transaction, row, moment) {
    const live = await findLive(transaction, row.channel as Channel, row.document_id);
    if (live?.release_hash === row.candidate_hash) await pointAt(transaction, row, row.stable_hash, moment);
  },
};

export const stages: readonly Stage[] = [validate, prepare, steps, watch];
export const stageOf = (name: string): Stage => stages.find((stage) => stage.name === name) ?? validate;
/** Null after the last. */
export const stageAfter = (name: string): Stage | null => stages[stages.indexOf(stageOf(name)) + 1] ?? null;

/** The step after this one is everybody, which is another stage. */
export const isLast = ({ plan, step }: Rollout): boolean => step >= plan.steps.length - 1;

/** Nobody made another version live behind its back. */
async function stillStable(transaction: Db, row: RolloutRow): Promise<string | null> {
  const live = await findLive(transaction, row.channel as Channel, row.document_id);
  return live?.release_hash === row.stable_hash
    ? null
    : 'Another version is live by now than the one it began from. Start a new rollout.';
}

async function pointAt(transaction: Db, row: RolloutRow, hash: string, { at, by }: Moment): Promise<void> {
  const release = await findRelease(transaction, hash);
  if (!release) throw new Error(`Version ${hash} is not stored any more.`);
  await setLive(transaction, {
    channel: row.channel,
    document_id: row.document_id,
    release_hash: hash,
    route: release.route,
    route_shape: routeShape(release.route),
    published_at: at,
    published_by: by,
  });
}
