import { fail, ok, type Result } from '../failures.ts';
import { type Channel, type Db, findOpenRollout } from '../storage/index.ts';
import { change, type Doer } from './change.ts';

/**
 * Whether another version may go live: not while visitors are divided. A rollout that is only watched makes way. Whoever
 * calls it holds the turn of `live`.
 */
export async function makeWay(
  transaction: Db,
  channel: Channel,
  documentId: string,
  doer: Doer,
  at: string,
): Promise<Result<null>> {
  const open = await findOpenRollout(transaction, channel, documentId);
  if (!open) return ok(null);
  if (open.state !== 'watching')
    return fail(
      'rollout/open',
      `Version ${open.candidate_version} of "${documentId}" is being rolled out in ${channel} since ${open.started_at}, by ${open.started_by}. Let it end, abort it or roll it back first.`,
    );
  const to = { state: 'superseded', ended_at: at };
  const why = doer.why || 'Another version goes live.';
  await change(transaction, open, { to, happened: [{ kind: 'superseded' }] }, { ...doer, why }, at);
  return ok(null);
}
