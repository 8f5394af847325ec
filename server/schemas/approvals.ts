import { approvalText, canonical, type SignedApproval } from '#engine';
import { isSignedBy } from '../accounts/public-key.ts';
import { type Caller, done, type SignedIn } from '../caller.ts';
import { fail, ok, type Result } from '../failures.ts';
import {
  type ApprovalRow,
  appendAudit,
  type Db,
  findKey,
  insertApproval,
  type KnownKey,
  latestApprovals,
  listApprovals,
  listKeys,
} from '../storage/index.ts';
import type { ReleaseServices } from './publish.ts';

/** Somebody's word on a version as clients see it. */
export interface GivenApproval {
  readonly hash: string;
  readonly documentId: string;
  readonly semver: string;
  /** Name of the person whose key it is; of the key, where it is nobody's. */
  readonly approvedBy: string;
  readonly approvedAt: string;
  readonly keyId: string;
  /** False once its key was revoked or its owner disabled. */
  readonly counts: boolean;
}

/**
 * Keeps a person's approval for whoever publishes the version, here or from another machine. Only the person whose key
 * signed it can give it, and it is about one hash for ever.
 */
export async function giveApproval(
  { db, now }: Pick<ReleaseServices, 'db' | 'now'>,
  approval: SignedApproval,
  caller: Caller,
  { id }: SignedIn,
): Promise<Result<readonly GivenApproval[]>> {
  const { statement, keyId, signature } = approval;
  const at = now().toISOString();
  return db.transaction().execute(async (transaction) => {
    const key = await findKey(transaction, keyId);
    if (!key || key.revoked_at !== null || key.person_id !== id)
      return fail(
        'approval/foreign',
        'The approval was not signed with a key of yours. Register your key, then approve.',
      );
    if (!isSignedBy(key.public_key, approvalText(statement), signature))
      return fail('approval/forged', 'The signature does not belong to this approval.');
    const before = await listApprovals(transaction, statement.bundleHash);
    if (!before.some(({ key_id }) => key_id === keyId)) {
      await insertApproval(transaction, approvalRow(approval, at));
      await appendAudit(transaction, done(caller, at, 'approval.give', statement.bundleHash));
    }
    return ok(await approvalsOf(transaction, statement.bundleHash));
  });
}

export const approvalRow = (approval: SignedApproval, at: string): ApprovalRow => ({
  bundle_hash: approval.statement.bundleHash,
  key_id: approval.keyId,
  document_id: approval.statement.documentId,
  approval: canonical(approval),
  at,
});

/** Of one version, oldest first, each with its signature, so that anybody can check it. */
export async function approvalsOf(
  db: Db,
  hash: string,
): Promise<readonly (GivenApproval & { readonly approval: SignedApproval })[]> {
  const rows = await listApprovals(db, hash);
  const shown = showing(await listKeys(db));
  return rows.map((row) => ({ ...shown(row), approval: JSON.parse(row.approval) as SignedApproval }));
}

/** The newest of all versions, newest first. */
export async function newestApprovals(db: Db): Promise<readonly GivenApproval[]> {
  const rows = await latestApprovals(db, mostShown);
  return rows.map(showing(await listKeys(db)));
}

const mostShown = 500;

function showing(keys: readonly KnownKey[]): (row: ApprovalRow) => GivenApproval {
  const byId = new Map(keys.map((key) => [key.id, key]));
  return ({ approval, key_id, bundle_hash, document_id }) => {
    const { statement } = JSON.parse(approval) as SignedApproval;
    const key = byId.get(key_id);
    return {
      hash: bundle_hash,
      documentId: document_id,
      semver: statement.version,
      approvedBy: key?.owner_name ?? key?.name ?? '',
      approvedAt: statement.approvedAt,
      keyId: key_id,
      counts: key?.revoked_at === null && key.owner_disabled_at === null,
    };
  };
}
