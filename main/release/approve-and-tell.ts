import type { Reply } from '#contract';
import type { Context } from '../context.ts';
import { approvalKeyId } from '../reviews/approval-key.ts';
import { approve } from '../reviews/approve.ts';
import type { OpenProject } from '../workspace/open-project.ts';
import { sendApprovals } from './send-approvals.ts';
import { connectionOf } from './server-connection.ts';

/** Approves, and tells the server where somebody is signed in. What cannot be told now is told at the next look at it. */
export async function approveAndTell(
  context: Context,
  project: OpenProject,
  hash: string,
): Promise<Reply<'review.approve'>> {
  const approved = await approve(context, project, hash);
  const connection = connectionOf(context, project.store);
  if (!approved.ok || !connection?.person) return approved;
  const keyId = approvalKeyId(context.keychain, connection.person.name);
  const known = keyId === null ? null : await connection.client.approvals();
  if (keyId !== null && known?.ok) await sendApprovals(project.store, connection.client, keyId, known.value.approvals);
  return approved;
}
