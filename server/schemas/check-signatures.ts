import { type ApprovalStatement, approvalText, type ReleaseRequest, releaseText } from '#engine';
import { isSignedBy } from '../accounts/public-key.ts';
import { fail, ok, type Result } from '../failures.ts';

/** A registered key, as far as a check needs it; null when unknown. */
export type FindKey = (id: string) => { readonly publicKey: string; readonly isRevoked: boolean } | null;

/**
 * Whether people we know said yes to exactly these bytes: the approver to the content, the publisher to its channel.
 * `hash` is what we computed from the bundle, never what the client says.
 */
export function checkSignatures(request: ReleaseRequest, hash: string, findKey: FindKey): Result<ApprovalStatement> {
  const { bundle, approval } = request;
  const { statement } = approval;
  const approver = findKey(approval.keyId);
  if (!approver) return fail('approval/foreign', 'The approval was signed with a key this server does not know.');
  if (approver.isRevoked) return fail('approval/foreign', 'The approval was signed with a key that was revoked.');
  if (!isSignedBy(approver.publicKey, approvalText(statement), approval.signature))
    return fail('approval/forged', 'The signature does not belong to this approval.');
  if (statement.documentId !== bundle.root)
    return fail('approval/foreign', `The approval is about "${statement.documentId}", not "${bundle.root}".`);
  if (statement.bundleHash !== hash)
    return fail('approval/outdated', 'The content changed after it was approved. Approve it again.');
  const publisher = findKey(request.keyId);
  if (!publisher || publisher.isRevoked)
    return fail('release/foreign', 'The release was signed with a key this server does not know or that was revoked.');
  if (!isSignedBy(publisher.publicKey, releaseText(hash, request.channel), request.signature))
    return fail('release/forged', 'The signature does not belong to this release and channel.');
  return ok(statement);
}
