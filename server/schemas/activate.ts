import { type Caller, done } from '../caller.ts';
import { fail, ok, type Result } from '../failures.ts';
import { appendAudit, type Channel, findRelease, inTransaction, wasLive } from '../storage/index.ts';
import { enoughApprovals } from './enough-approvals.ts';
import { goLive } from './go-live.ts';
import { type LiveRelease, liveRelease } from './live-release.ts';
import type { Precondition } from './preconditions.ts';
import type { ReleaseServices } from './publish.ts';

/** Returns a channel to a version that was approved and stored before: no compiling, no waiting. */
export async function activate(
  { db, now, origin, wentLive, approvals }: ReleaseServices,
  hash: string,
  { channel, precondition }: { readonly channel: Channel; readonly precondition: Precondition },
  caller: Caller,
): Promise<Result<LiveRelease>> {
  const at = now().toISOString();
  const release = await findRelease(db, hash);
  if (!release) return fail('release/not-found', 'The server has no version with this hash. Publish it first.');
  const publishers = caller.person ? [caller.person.id] : [];
  const result = await inTransaction(db, async (transaction) => {
    // Back to what was live there: it was approved for that channel, and an emergency waits for nobody.
    if (!(await wasLive(transaction, channel, hash))) {
      const enough = await enoughApprovals(transaction, approvals, { release, channel, publishers });
      if (!enough.ok) return enough;
    }
    const went = await goLive(transaction, { release, channel, by: caller.name, caller, at, precondition });
    if (went.ok && went.value.changed)
      await appendAudit(transaction, done(caller, at, 'release.activate', `${hash} ${channel}`));
    return went;
  });
  if (!result.ok) return result;
  const { live, changed } = result.value;
  if (changed) await wentLive(release.document_id);
  return ok(liveRelease(live, release.version, origin()));
}
