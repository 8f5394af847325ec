import type { Kysely } from 'kysely';
import { type ApprovalStatement, bundleHash, canonical, type ReleaseRequest } from '#engine';
import { type Caller, done } from '../caller.ts';
import type { ApprovalRules } from '../config-approvals.ts';
import { fail, ok, type Result } from '../failures.ts';
import type { SchemaWatch } from '../observability/schema-watch.ts';
import {
  appendAudit,
  type Db,
  type FileRow,
  findRelease,
  insertApproval,
  insertFiles,
  insertRelease,
  inTransaction,
  type KnownKey,
  listKeys,
  type ReleaseRow,
  type Tables,
} from '../storage/index.ts';
import { approvalRow } from './approvals.ts';
import { checkCompiled, type Publishable } from './check-compiled.ts';
import { checkSignatures, type FindKey } from './check-signatures.ts';
import type { CompiledBundle } from './compile-bundle.ts';
import type { Compiler } from './compiler.ts';
import { enoughApprovals } from './enough-approvals.ts';
import { goLive } from './go-live.ts';
import { type LiveRelease, liveRelease, storedRelease } from './live-release.ts';
import type { Precondition } from './preconditions.ts';
import { type Claim, once, type RepeatKey, settle } from './repeated-requests.ts';
import { fileRow, sheetFiles, storedSheets } from './stored-sheets.ts';

export interface ReleaseServices {
  readonly db: Kysely<Tables>;
  readonly compiler: Compiler;
  /** Who times what is done. */
  readonly watch: SchemaWatch;
  readonly now: () => Date;
  /** Public address of the server. */
  readonly origin: () => string;
  /** How many people have to approve what goes live where. */
  readonly approvals: ApprovalRules;
  /** Milliseconds after which a request that was not answered counts as given up. */
  readonly patience: number;
  /** Called after something that went live is stored; resolves once this server shows it. */
  readonly wentLive: (documentId: string) => Promise<void>;
}

/** How a request is to be taken, beside what it says. */
export interface Publishing {
  readonly repeat: RepeatKey | null;
  readonly precondition: Precondition;
  readonly caller: Caller;
}

/**
 * Checks who said yes to what, compiles the bytes, compares, stores the version and makes it live: all of it or
 * nothing. A repeated request gets the answer of the first. `dryRun` stops before storing.
 */
export async function publish(
  services: ReleaseServices,
  request: ReleaseRequest,
  publishing: Publishing,
): Promise<Result<LiveRelease>> {
  return once(services, publishing.repeat, (claimed) => publishOnce(services, request, { ...publishing, claimed }));
}

type Claimed = Omit<Publishing, 'repeat'> & { readonly claimed: Claim | null };

async function publishOnce(
  services: ReleaseServices,
  request: ReleaseRequest,
  claimed: Claimed,
): Promise<Result<LiveRelease>> {
  const { db } = services;
  const keys = new Map((await listKeys(db)).map((key) => [key.id, key]));
  const findKey: FindKey = (id) => {
    const key = keys.get(id);
    return key ? { publicKey: key.public_key, isRevoked: isOut(key) } : null;
  };
  const approved = checkSignatures(request, bundleHash(request.bundle), findKey);
  if (!approved.ok) return approved;
  const { name: by = '', person_id: publisher = null } = keys.get(request.keyId) ?? {};
  const person = claimed.caller.person?.id ?? null;
  if (publisher !== null && person !== null && publisher !== person)
    return fail(
      'release/foreign',
      "The release was signed with somebody else's key. Sign in as its owner, or use yours.",
    );
  const publishers = [publisher, person].filter((id) => id !== null);
  const version = await prepare(services, request, approved.value, by);
  return version.ok ? store(services, request, version.value, { by, publishers, ...claimed }) : version;
}

/** Its signatures count no more. */
const isOut = ({ revoked_at, owner_disabled_at }: KnownKey): boolean =>
  revoked_at !== null || owner_disabled_at !== null;

interface Version {
  readonly row: ReleaseRow;
  readonly files: readonly FileRow[];
}

/** The stored version, or a new one compiled from the bundle. */
async function prepare(
  { db, compiler, now }: ReleaseServices,
  request: ReleaseRequest,
  approved: ApprovalStatement,
  by: string,
): Promise<Result<Version>> {
  const stored = await findRelease(db, approved.bundleHash);
  if (stored?.program_hash === approved.programHash && stored.version === approved.version)
    return ok({ row: stored, files: [] });
  const compiled = await compiler.compile(request.bundle);
  if (!compiled.ok) return compiled;
  const checked = checkCompiled(compiled.value, request, approved);
  if (!checked.ok) return checked;
  const row = versionRow(compiled.value, checked.value, request, by, now().toISOString());
  return ok({ row, files: [...sheetFiles(checked.value.sheets), ...compiled.value.assets.map(fileRow)] });
}

const versionRow = (
  { hash, tests }: CompiledBundle,
  { program, sheets, route }: Publishable,
  { bundle, approval }: ReleaseRequest,
  by: string,
  at: string,
): ReleaseRow => ({
  hash,
  document_id: program.id,
  version: program.version,
  route,
  program_hash: program.hash,
  engine: program.engine,
  bundle: canonical(bundle),
  program: JSON.stringify(program),
  stylesheet: sheets[0]?.file.address ?? '',
  sheets: storedSheets(sheets),
  tests: tests && JSON.stringify(tests),
  approval: canonical(approval),
  stored_at: at,
  stored_by: by,
});

interface Written {
  readonly answer: LiveRelease;
  /** False when it was live already. */
  readonly changed: boolean;
}

interface Publishers {
  /** Name of the key that signed the release. */
  readonly by: string;
  /** Ids of the people who publish: whose key it is, and who sent it. */
  readonly publishers: readonly string[];
}

/** One transaction: version, files, pointer, outbox, audit entry and the remembered answer, or none of them. */
async function store(
  { db, now, origin, wentLive, approvals, watch }: ReleaseServices,
  { channel, dryRun, live: goesLive = true, approval }: ReleaseRequest,
  { row, files }: Version,
  { by, publishers, claimed, precondition, caller }: Claimed & Publishers,
): Promise<Result<LiveRelease>> {
  const at = now().toISOString();
  const writeAll = async (transaction: Db): Promise<Result<Written>> => {
    await insertRelease(transaction, row);
    await insertFiles(transaction, files);
    await insertApproval(transaction, approvalRow(approval, at));
    const published = done(caller, at, 'release.publish', `${row.hash} ${channel}`);
    // Whoever reads what went live also reads what its approver let pass.
    const reason = approval.statement.excuses?.join('\n') ?? '';
    if (!goesLive) {
      await appendAudit(transaction, { ...published, action: 'release.store', reason });
      const answer = storedRelease(row, channel, origin(), { at, by });
      const settled = await settle(transaction, claimed, answer);
      return settled.ok ? ok({ answer: settled.value, changed: false }) : settled;
    }
    const release = { ...row, approval: canonical(approval) };
    const enough = await enoughApprovals(transaction, approvals, { release, channel, publishers });
    if (!enough.ok) return enough;
    const went = await goLive(transaction, { release: row, channel, by, caller, at, precondition });
    if (!went.ok) return went;
    const { live, changed } = went.value;
    if (changed) await appendAudit(transaction, { ...published, reason });
    const settled = await settle(transaction, claimed, liveRelease(live, row.version, origin()));
    return settled.ok ? ok({ answer: settled.value, changed }) : settled;
  };
  const result = await watch.step('store release', () => inTransaction(db, writeAll, { onlyTry: dryRun }));
  if (!result.ok) return result;
  const { changed, answer } = result.value;
  if (changed && !dryRun) await wentLive(row.document_id);
  return ok(answer);
}
