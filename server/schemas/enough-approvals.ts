import type { SignedApproval } from '#engine';
import type { ApprovalRules } from '../config-approvals.ts';
import { fail, ok, type Result } from '../failures.ts';
import { type Channel, type Db, type KnownKey, listApprovals, listKeys, type ReleaseRow } from '../storage/index.ts';

/** A version on its way to a channel. */
export interface Candidate {
  readonly release: Pick<ReleaseRow, 'hash' | 'program_hash' | 'approval'>;
  readonly channel: Channel;
  /** Ids of the people who want it there. */
  readonly publishers: readonly string[];
}

/**
 * Whether enough different people approved a version for a channel. People are told apart by the keys that they showed
 * to be theirs, never by the names in a statement; a key without an owner is nobody's word here.
 */
export async function enoughApprovals(
  db: Db,
  rules: ApprovalRules,
  { release, channel, publishers }: Candidate,
): Promise<Result<null>> {
  const { people, ownCounts } = rules[channel];
  // One approval, by anybody whose key is known, was checked already.
  if (people === 1 && ownCounts) return ok(null);
  const keys = new Map((await listKeys(db)).map((key) => [key.id, key]));
  const given = (await listApprovals(db, release.hash)).map(({ approval }) => approval);
  const names = new Map<string, string>();
  let own = false;
  for (const text of [release.approval, ...given]) {
    const { statement, keyId } = JSON.parse(text) as SignedApproval;
    const key = keys.get(keyId);
    if (!key || !counts(key) || statement.programHash !== release.program_hash) continue;
    if (!ownCounts && publishers.includes(key.person_id)) own = true;
    else names.set(key.person_id, key.owner_name ?? key.name);
  }
  return names.size >= people
    ? ok(null)
    : fail('approval/too-few', sentence(people, channel, [...names.values()], own));
}

type OwnedKey = KnownKey & { readonly person_id: string };

/** Whether a key's word counts: somebody's, who may still use the server, and not revoked. */
const counts = (key: KnownKey): key is OwnedKey =>
  key.person_id !== null && key.revoked_at === null && key.owner_disabled_at === null;

function sentence(people: number, channel: Channel, names: readonly string[], own: boolean): string {
  const needed = people === 1 ? 'Somebody else has' : `${people} people have`;
  const soFar = names.length === 0 ? 'Nobody did so far' : `So far: ${names.join(', ')}`;
  const yours = own ? '; your own approval does not count for what you publish yourself' : '';
  return `${needed} to approve this version before it goes to ${channel}. ${soFar}${yours}.`;
}
