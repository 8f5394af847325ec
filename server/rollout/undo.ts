import { isAway, type RolloutRow, takeTurn } from '../storage/index.ts';
import { change, type Doer } from './change.ts';
import { itself } from './rollout.ts';
import type { RolloutServices } from './services.ts';
import { stageOf, stages } from './stages.ts';

/** Why a rollout is taken back, and what that is called in the end. */
export interface Undoing {
  readonly end: 'aborted' | 'rolled-back';
  readonly doer: Doer;
}

/** Milliseconds after which undoing that has not ended counts as cut off. */
const longest = 10_000;

/**
 * Takes a rollout back: one transaction returns every visitor to the stable version and undoes the stages in reverse,
 * then this server sees to it that it shows that version. When either fails, the rollout is frozen for a person with both
 * reasons. Null when somebody else was first. Throws while the database is away.
 */
export async function undo(services: RolloutServices, row: RolloutRow, undoing: Undoing): Promise<RolloutRow | null> {
  let begun: RolloutRow | null;
  try {
    begun = await takeBack(services, row, undoing);
  } catch (error) {
    if (isAway(error)) throw error;
    return freeze(services, row, undoing.doer.why, error);
  }
  if (!begun) return null;
  try {
    await services.changed(row.document_id);
    showsStable(services, begun);
    return await end(services, begun, undoing);
  } catch (error) {
    if (isAway(error)) throw error;
    return freeze(services, begun, undoing.doer.why, error);
  }
}

/** Stops where it is what cannot be undone. Null when somebody else was first. */
export async function freeze(
  services: RolloutServices,
  row: RolloutRow,
  first: string,
  error: unknown,
): Promise<RolloutRow | null> {
  const at = services.now().toISOString();
  const failure = row.failure ?? first;
  const second = error instanceof Error ? error.message : String(error);
  const why = `${failure} Undoing it failed too: ${second}`;
  services.log()?.error({ err: error, rollout: row.id, document: row.document_id }, 'rollout is frozen');
  const frozen = await services.db.transaction().execute(async (transaction) => {
    await takeTurn(transaction, 'live');
    const to = { state: 'frozen', failure, undo_failure: second, undo_until: null };
    return change(transaction, row, { to, happened: [{ kind: 'frozen' }] }, { caller: null, why }, at);
  });
  await services.changed(row.document_id);
  return frozen;
}

/** Whether somebody began to undo it and never came to an end. */
export const isCutOff = ({ state, undo_until: until }: RolloutRow, now: Date): boolean =>
  state === 'undoing' && until !== null && until <= now.toISOString();

function takeBack({ db, now }: RolloutServices, row: RolloutRow, { doer }: Undoing): Promise<RolloutRow | null> {
  const at = now().toISOString();
  const begun = stages.slice(0, stages.indexOf(stageOf(row.stage)) + 1);
  return db.transaction().execute(async (transaction) => {
    await takeTurn(transaction, 'live');
    const to = {
      state: 'undoing',
      failure: row.failure ?? doer.why,
      undo_failure: null,
      paused_at: null,
      undo_until: new Date(now().getTime() + longest).toISOString(),
    };
    const failed = doer.caller === null ? [{ kind: 'stage-failed' as const }] : [];
    const undone = begun.toReversed().map(({ name }) => ({ kind: 'stage-undone' as const, stage: name }));
    const changed = await change(transaction, row, { to, happened: [...failed, ...undone] }, doer, at);
    // Only whoever was first undoes anything.
    if (changed)
      for (const stage of begun.toReversed())
        await stage.rollback(transaction, row, { at, by: doer.caller?.name ?? itself });
    return changed;
  });
}

function showsStable(
  { pages }: RolloutServices,
  { channel, document_id, stable_hash, stable_version }: RolloutRow,
): void {
  if (!pages.find(channel as 'staging' | 'production', document_id, stable_hash))
    throw new Error(`This server cannot show version ${stable_version} (${stable_hash}), to which it goes back.`);
}

async function end(
  services: RolloutServices,
  row: RolloutRow,
  { end: kind, doer }: Undoing,
): Promise<RolloutRow | null> {
  const at = services.now().toISOString();
  const ended = await services.db.transaction().execute(async (transaction) => {
    await takeTurn(transaction, 'live');
    const to = { state: kind, ended_at: at, undo_until: null };
    return change(transaction, row, { to, happened: [{ kind }] }, doer, at);
  });
  await services.changed(row.document_id);
  return ended;
}
