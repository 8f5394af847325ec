import { type RolloutRow, takeTurn } from '../storage/index.ts';
import { type Change, change, type Doer } from './change.ts';
import { rolloutOf } from './rollout.ts';
import type { RolloutServices } from './services.ts';
import { type Stage, stageAfter, stageOf } from './stages.ts';
import { freeze, isCutOff, undo } from './undo.ts';

const byItself = (why: string): Doer => ({ caller: null, why });

/**
 * Decides whatever can be decided about a rollout now; the row it led to, or null when nothing was to decide or
 * another server decided first. Every decision names the epoch it was made in, so that of two servers one is heard.
 */
export async function advance(services: RolloutServices, row: RolloutRow): Promise<RolloutRow | null> {
  const { now, judge, running } = services;
  const rollout = rolloutOf(row);
  const { state } = rollout;
  if (state === 'undoing' || state === 'frozen')
    return isCutOff(row, now()) ? freeze(services, row, '', new Error('It was cut off before it ended.')) : null;
  const judgement = rollout.audience && (await judge.judge(rollout, now().getTime()));
  if (judgement?.kind === 'bad') {
    // Before anybody is asked: visitors of this server are safe even when the database is not there to be told.
    running.condemn(row.id);
    return fail(services, row, `${judgement.signal}: ${judgement.why}`);
  }
  if (state === 'paused') return null;
  const check = await stageOf(row.stage).check(services, rollout, judgement);
  switch (check.kind) {
    case 'waiting':
      return null;
    case 'failed':
      return fail(services, row, check.why);
    case 'step':
      return takeStep(services, row, byItself('The interval is over and the judge is content.'));
    case 'passed':
      return goOn(services, row, byItself(`The stage "${row.stage}" has passed.`));
  }
}

/** One step further on the ladder. */
export function takeStep(services: RolloutServices, row: RolloutRow, doer: Doer): Promise<RolloutRow | null> {
  const at = services.now().toISOString();
  const to = { state: 'running', step: row.step + 1, since: at, paused_at: null };
  return store(services, row, { to, happened: [...promoted(doer), { kind: 'step' }] }, doer);
}

/** Ends a stage and begins the next, or the rollout when it was the last. */
export async function goOn(services: RolloutServices, row: RolloutRow, doer: Doer): Promise<RolloutRow | null> {
  const next = stageAfter(row.stage);
  const at = services.now().toISOString();
  const passed = [...promoted(doer), { kind: 'stage-passed' as const, stage: stageOf(row.stage).name }];
  if (!next)
    return store(services, row, { to: { state: 'done', ended_at: at }, happened: [...passed, { kind: 'done' }] }, doer);
  return begin(services, row, next, passed, doer);
}

async function begin(
  services: RolloutServices,
  row: RolloutRow,
  next: Stage,
  before: Change['happened'],
  doer: Doer,
): Promise<RolloutRow | null> {
  const at = services.now().toISOString();
  const begun = await services.db.transaction().execute(async (transaction) => {
    await takeTurn(transaction, 'live');
    const problem = await next.validate(transaction, row);
    if (problem !== null) return { problem };
    // The fence first: whoever comes second changes nothing else either.
    const held = await change(
      transaction,
      row,
      { to: { stage: next.name, paused_at: null }, happened: before },
      doer,
      at,
    );
    if (!held) return { problem };
    const { to, happened } = await next.execute(transaction, held, { at, by: doer.caller?.name ?? row.started_by });
    const started = { kind: 'stage-started' as const, stage: next.name };
    return { problem, row: await change(transaction, held, { to, happened: [started, ...happened] }, doer, at) };
  });
  if (begun.problem !== null) return fail(services, row, begun.problem);
  if (!begun.row) return null;
  await services.changed(row.document_id);
  return begun.row;
}

async function store(
  services: RolloutServices,
  row: RolloutRow,
  wanted: Change,
  doer: Doer,
): Promise<RolloutRow | null> {
  const at = services.now().toISOString();
  const changed = await services.db.transaction().execute(async (transaction) => {
    await takeTurn(transaction, 'live');
    return change(transaction, row, wanted, doer, at);
  });
  if (changed) await services.changed(row.document_id);
  return changed;
}

/** Something it stands on is gone or bad. */
const fail = (services: RolloutServices, row: RolloutRow, why: string): Promise<RolloutRow | null> =>
  undo(services, row, { end: row.stage === 'watch' ? 'rolled-back' : 'aborted', doer: byItself(why) });

const promoted = ({ caller }: Doer): Change['happened'] => (caller === null ? [] : [{ kind: 'promoted' }]);
