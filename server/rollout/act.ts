import type { Caller } from '../caller.ts';
import { fail, ok, type Result } from '../failures.ts';
import { isMet, type Precondition } from '../schemas/preconditions.ts';
import { findRollout, type RolloutRow, takeTurn } from '../storage/index.ts';
import { goOn, takeStep } from './advance.ts';
import { type Change, change, type Doer } from './change.ts';
import { type Rollout, type RolloutState, rolloutOf } from './rollout.ts';
import type { RolloutServices } from './services.ts';
import { isLast } from './stages.ts';
import { undo } from './undo.ts';

/** What people can do to a rollout. */
export const actionNames = ['pause', 'resume', 'promote', 'abort', 'rollback'] as const;
export type ActionName = (typeof actionNames)[number];

export interface Acting {
  /** Which epoch it is about. */
  readonly precondition: Precondition;
  readonly caller: Caller;
  readonly why: string;
  /** Of `promote`: one step, or everybody. */
  readonly to?: 'next' | 'all';
}

/** Times to look again when somebody else changed the rollout at the same moment. */
const most = 5;

/** Does what a person asks for and answers with the rollout it led to; what is so already changes nothing. */
export async function actOn(
  services: RolloutServices,
  id: string,
  name: ActionName,
  acting: Acting,
): Promise<Result<Rollout>> {
  for (let at = 0; at < most; at++) {
    const row = await findRollout(services.db, id);
    if (!row) return fail('rollout/not-found', 'There is no rollout with this id.');
    const rollout = rolloutOf(row);
    if (!isMet(acting.precondition, String(row.epoch)))
      return fail(
        'rollout/moved',
        `The rollout has changed: it is ${sentence(rollout)} by now. Look at it, then decide again.`,
      );
    if (isSo[name].includes(rollout.state)) return ok(rollout);
    if (!possible[name].includes(rollout.state))
      return fail(
        'rollout/not-now',
        `The rollout is ${sentence(rollout)}: ${name} is not possible now.${hint(name, rollout)}`,
      );
    const led = await does[name](services, row, acting);
    if (led?.state === 'frozen')
      return fail('rollout/stuck', `The rollout is frozen. ${led.failure} Undoing it failed too: ${led.undo_failure}`);
    if (led) return ok(rolloutOf(led));
  }
  return fail('rollout/moved', 'The rollout changes all the time. Look at it, then decide again.');
}

/** States in which there is nothing left to do. */
const isSo: Readonly<Record<ActionName, readonly RolloutState[]>> = {
  pause: ['paused'],
  resume: ['running'],
  promote: [],
  abort: ['aborted', 'rolled-back'],
  rollback: ['aborted', 'rolled-back'],
};

/** States in which it can be done. */
export const possible: Readonly<Record<ActionName, readonly RolloutState[]>> = {
  pause: ['running'],
  resume: ['paused'],
  promote: ['running', 'paused', 'watching'],
  abort: ['preparing', 'running', 'paused', 'frozen'],
  rollback: ['preparing', 'running', 'paused', 'watching', 'frozen'],
};

type Does = (services: RolloutServices, row: RolloutRow, acting: Acting) => Promise<RolloutRow | null>;

/** Each answers null when somebody else was first. */
const does: Readonly<Record<ActionName, Does>> = {
  pause: (services, row, acting) =>
    store(services, row, acting, (at) => ({ to: { state: 'paused', paused_at: at }, happened: [{ kind: 'paused' }] })),
  resume: (services, row, acting) =>
    store(services, row, acting, (at) => ({
      to: { state: 'running', paused_at: null, since: later(row.since, row.paused_at ?? at, at) },
      happened: [{ kind: 'resumed' }],
    })),
  promote: (services, row, { to, ...doer }) =>
    row.state === 'watching' || to === 'all' || isLast(rolloutOf(row))
      ? goOn(services, row, doer)
      : takeStep(services, row, doer),
  abort: (services, row, doer) => undo(services, row, { end: 'aborted', doer }),
  rollback: (services, row, doer) => undo(services, row, { end: 'rolled-back', doer }),
};

async function store(
  { db, now, changed }: RolloutServices,
  row: RolloutRow,
  doer: Doer,
  wanted: (at: string) => Change,
): Promise<RolloutRow | null> {
  const at = now().toISOString();
  const led = await db.transaction().execute(async (transaction) => {
    await takeTurn(transaction, 'live');
    return change(transaction, row, wanted(at), doer, at);
  });
  if (led) await changed(row.document_id);
  return led;
}

/** A time moved on by as long as a pause took. */
const later = (since: string, from: string, to: string): string =>
  new Date(Date.parse(since) + Math.max(0, Date.parse(to) - Date.parse(from))).toISOString();

const sentence = ({ state, stage, step, plan, endedAt }: Rollout): string =>
  endedAt !== null
    ? `over (${state})`
    : stage === 'steps'
      ? `${state}, at step ${step} of ${plan.steps.length}`
      : state;

const hint = (name: ActionName, { state, endedAt }: Rollout): string => {
  if (endedAt !== null && name === 'rollback') return ' Go back with POST /api/v1/releases/…/activate.';
  if (name === 'abort' && state === 'watching') return ' Everybody has the version: roll it back.';
  return '';
};
