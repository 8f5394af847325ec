import type { Store } from '../store/open-store.ts';
import { versionsIn } from '../store/versions.ts';
import type { GivenApproval } from './server-approvals.ts';
import type { ServerClient } from './server-client.ts';

/** Sends what was approved here with a key and the server does not know yet, so that others can publish it. How many it took. */
export async function sendApprovals(
  { database }: Store,
  client: Pick<ServerClient, 'approve'>,
  keyId: string,
  known: readonly Pick<GivenApproval, 'hash' | 'keyId'>[],
): Promise<number> {
  let sent = 0;
  const there = new Set(known.filter((approval) => approval.keyId === keyId).map(({ hash }) => hash));
  for (const approval of versionsIn(database).approvalsBy(keyId, mostSent)) {
    if (there.has(approval.statement.bundleHash)) continue;
    // What it does not take now is offered again next time; publishing says why when it matters.
    if (!(await client.approve(approval)).ok) break;
    sent++;
  }
  return sent;
}

/** Older ones were published or given up. */
const mostSent = 50;
