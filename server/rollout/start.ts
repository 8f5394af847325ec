import { randomUUID } from 'node:crypto';
import type { Caller } from '../caller.ts';
import { fail, ok, type Result } from '../failures.ts';
import { enoughApprovals } from '../schemas/enough-approvals.ts';
import { isMet, type Precondition } from '../schemas/preconditions.ts';
import { once, type RepeatKey, settle } from '../schemas/repeated-requests.ts';
import {
  type Channel,
  type Db,
  findLive,
  findRelease,
  insertRollout,
  inTransaction,
  type ReleaseRow,
  type RolloutRow,
  takeTurn,
  wasLive,
} from '../storage/index.ts';
import { tell } from './change.ts';
import { makeWay } from './make-way.ts';
import { planOf, type Strategy } from './plan.ts';
import { type Rollout, rolloutOf } from './rollout.ts';
import type { RolloutServices } from './services.ts';

/** Body of `POST /api/v1/rollouts`. */
export interface RolloutRequest {
  readonly documentId: string;
  readonly channel: Channel;
  /** Hash of a version that is stored: publish it with `"live": false` first. */
  readonly candidate: string;
  readonly strategy: Strategy;
  readonly why: string;
}

export interface Starting {
  readonly repeat: RepeatKey | null;
  readonly precondition: Precondition;
  readonly caller: Caller;
}

/** Begins to roll a version out; nobody gets it before its first stages have passed. A repeated request gets the answer of the first. */
export async function startRollout(
  services: RolloutServices,
  request: RolloutRequest,
  { repeat, precondition, caller }: Starting,
): Promise<Result<Rollout>> {
  const result = await once<Rollout>(services, repeat, (claimed) =>
    inTransaction(services.db, async (transaction) => {
      await takeTurn(transaction, 'live');
      const fit = await fitting(transaction, services, request, precondition, caller);
      if (!fit.ok) return fit;
      const at = services.now().toISOString();
      const free = await makeWay(transaction, request.channel, request.documentId, { caller, why: request.why }, at);
      if (!free.ok) return free;
      const row = newRow(services, request, fit.value, caller, at);
      await insertRollout(transaction, row);
      await tell(transaction, row, 'started', { caller, why: request.why }, at);
      await tell(transaction, row, 'stage-started', { caller, why: request.why }, at);
      return settle(transaction, claimed, rolloutOf(row));
    }),
  );
  if (result.ok) await services.changed(request.documentId);
  return result;
}

interface Pair {
  readonly stable: ReleaseRow;
  readonly candidate: ReleaseRow;
}

/** Both versions, if they can be shown at the same address and enough people want the new one. */
async function fitting(
  transaction: Db,
  { approvals }: RolloutServices,
  { documentId, channel, candidate: hash }: RolloutRequest,
  precondition: Precondition,
  caller: Caller,
): Promise<Result<Pair>> {
  const candidate = await findRelease(transaction, hash);
  if (candidate?.document_id !== documentId)
    return fail(
      'release/not-found',
      `The server has no version of "${documentId}" with this hash. Publish it with "live": false first.`,
    );
  const live = await findLive(transaction, channel, documentId);
  if (!live)
    return fail(
      'rollout/nothing-live',
      `Nothing of "${documentId}" is live in ${channel}, so there is nothing to compare with. Publish it at once.`,
    );
  if (live.release_hash === hash) return fail('rollout/live-already', 'This version is live there already.');
  if (!isMet(precondition, live.release_hash))
    return fail(
      'release/moved',
      `Another version is live by now: ${live.release_hash}, since ${live.published_at}. Look at it, then decide again.`,
    );
  const stable = await findRelease(transaction, live.release_hash);
  if (!stable) throw new Error(`Release ${live.release_hash} is live and not stored.`);
  if (candidate.route !== live.route)
    return fail(
      'rollout/other-route',
      `The version has the route "${candidate.route}", what is live has "${live.route}". Two versions can share only one address: publish it at once, or give it its own document.`,
    );
  if (await wasLive(transaction, channel, hash)) return ok({ stable, candidate });
  const publishers = caller.person ? [caller.person.id] : [];
  const enough = await enoughApprovals(transaction, approvals, { release: candidate, channel, publishers });
  return enough.ok ? ok({ stable, candidate }) : enough;
}

const newRow = (
  { settings }: RolloutServices,
  { documentId, channel, strategy }: RolloutRequest,
  { stable, candidate }: Pair,
  caller: Caller,
  at: string,
): RolloutRow => ({
  id: randomUUID(),
  channel,
  document_id: documentId,
  stable_hash: stable.hash,
  stable_version: stable.version,
  candidate_hash: candidate.hash,
  candidate_version: candidate.version,
  plan: JSON.stringify(planOf(strategy, settings.watch)),
  state: 'preparing',
  stage: 'validate',
  step: 0,
  epoch: 1,
  started_at: at,
  started_by: caller.name,
  since: at,
  paused_at: null,
  ended_at: null,
  failure: null,
  undo_failure: null,
  undo_until: null,
});
