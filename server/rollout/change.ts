import type { Caller } from '../caller.ts';
import {
  addEvent,
  addRolloutEntry,
  appendAudit,
  changeRollout,
  type Db,
  type RolloutChange,
  type RolloutRow,
} from '../storage/index.ts';
import { itself, type RolloutDetail, type RolloutState, type StageName } from './rollout.ts';

/** Who changes a rollout, and why. */
export interface Doer {
  /** Null: it happens by itself. */
  readonly caller: Caller | null;
  readonly why: string;
}

/** Something that happens to a rollout: what it is from now on, and how that is told. */
export interface Change {
  readonly to: Partial<Omit<RolloutRow, 'id' | 'epoch'>>;
  /** In order. Stages may have a reason of their own. */
  readonly happened: readonly { readonly kind: RolloutChange; readonly why?: string; readonly stage?: StageName }[];
}

/**
 * Takes a rollout from the epoch it is known in to the next, with history, outbox and audit; null when another server or
 * person was first, and then nothing is changed. Whoever calls it holds the turn of `live`.
 */
export async function change(
  transaction: Db,
  row: RolloutRow,
  { to, happened }: Change,
  { caller, why: reason }: Doer,
  at: string,
): Promise<RolloutRow | null> {
  if (!(await changeRollout(transaction, row, to))) return null;
  const changed: RolloutRow = { ...row, ...to, epoch: row.epoch + 1 };
  for (const { kind, why = reason, stage } of happened)
    await tell(transaction, { ...changed, stage: stage ?? changed.stage }, kind, { caller, why }, at);
  return changed;
}

/** Writes down that something happened, where people, other servers and auditors look. */
export async function tell(
  transaction: Db,
  row: RolloutRow,
  kind: RolloutChange,
  { caller, why }: Doer,
  at: string,
): Promise<void> {
  const by = caller?.name ?? itself;
  const { id, epoch, state, stage, step } = row;
  await addRolloutEntry(transaction, { rollout_id: id, epoch, at, by, kind, why, state, stage, step });
  const detail: RolloutDetail = {
    rollout: id,
    by,
    why,
    epoch,
    state: state as RolloutState,
    stage: stage as StageName,
    step,
  };
  await addEvent(transaction, {
    kind: `rollout.${kind}`,
    document_id: row.document_id,
    release_hash: row.candidate_hash,
    channel: row.channel,
    at,
    detail: JSON.stringify(detail),
  });
  // What stages do is told by what they lead to.
  if (!kind.startsWith('stage-'))
    await appendAudit(transaction, {
      at,
      actor: by,
      action: `rollout.${kind}`,
      target: `${id} ${row.document_id} ${row.channel} ${row.candidate_hash}`,
      outcome: 'done',
      reason: why,
      client: caller?.client ?? '',
      requestId: caller?.requestId ?? '',
    });
}
