import type { Kysely } from 'kysely';
import { type ApprovalStatement, bundleHash, canonical, type ReleaseRequest } from '#engine';
import { type Caller, done } from '../caller.ts';
import { ok, type Result } from '../failures.ts';
import {
  appendAudit,
  type Db,
  type FileRow,
  findRelease,
  insertFiles,
  insertRelease,
  inTransaction,
  type LiveRow,
  listKeys,
  type ReleaseRow,
  type Tables,
} from '../storage/index.ts';
import { checkCompiled, type Publishable } from './check-compiled.ts';
import { checkSignatures, type FindKey } from './check-signatures.ts';
import type { CompiledBundle } from './compile-bundle.ts';
import type { Compiler } from './compiler.ts';
import { goLive } from './go-live.ts';
import { type LiveRelease, liveRelease } from './live-release.ts';
import { type RepeatKey, recall, remember } from './repeated-requests.ts';
import { fileRow, sheetFiles, storedSheets } from './stored-sheets.ts';

export interface ReleaseServices {
  readonly db: Kysely<Tables>;
  readonly compiler: Compiler;
  readonly now: () => Date;
  /** Public address of the server. */
  readonly origin: () => string;
  /** Runs one change of what is live at a time, so that memory follows storage in order. */
  readonly inTurn: <Value>(task: () => Promise<Value>) => Promise<Value>;
  /** Serves a release from now on; called after it is on disk. */
  readonly serve: (live: LiveRow, release: ReleaseRow) => void;
}

/**
 * Checks who said yes to what, compiles the bytes, compares, stores the version and makes it live: all of it or
 * nothing. A repeated request gets the answer of the first. `dryRun` stops before storing.
 */
export async function publish(
  services: ReleaseServices,
  request: ReleaseRequest,
  repeat: RepeatKey | null,
  caller: Caller,
): Promise<Result<LiveRelease>> {
  const { db } = services;
  const before = await recall(db, repeat);
  if (before) return before;
  const keys = new Map((await listKeys(db)).map((key) => [key.id, key]));
  const findKey: FindKey = (id) => {
    const key = keys.get(id);
    return key ? { publicKey: key.public_key, isRevoked: key.revoked_at !== null } : null;
  };
  const approved = checkSignatures(request, bundleHash(request.bundle), findKey);
  if (!approved.ok) return approved;
  const by = keys.get(request.keyId)?.name ?? '';
  const version = await prepare(services, request, approved.value, by);
  return version.ok ? store(services, request, version.value, { by, repeat, caller }) : version;
}

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
  /** Null when nothing that is served changed. */
  readonly live: LiveRow | null;
}

/** One transaction: version, files, pointer, audit entry and the remembered answer, or none of them. */
async function store(
  { db, now, origin, inTurn, serve }: ReleaseServices,
  { channel, dryRun, approval }: ReleaseRequest,
  { row, files }: Version,
  { by, repeat, caller }: { readonly by: string; readonly repeat: RepeatKey | null; readonly caller: Caller },
): Promise<Result<LiveRelease>> {
  const at = now().toISOString();
  const writeAll = async (transaction: Db): Promise<Result<Written>> => {
    const before = await recall(transaction, repeat);
    if (before) return before.ok ? ok({ answer: before.value, live: null }) : before;
    await insertRelease(transaction, row);
    await insertFiles(transaction, files);
    const went = await goLive(transaction, row, channel, by, at);
    if (!went.ok) return went;
    const { live, changed } = went.value;
    const answer = liveRelease(live, row.version, origin());
    const published = done(caller, at, 'release.publish', `${row.hash} ${channel}`);
    // Whoever reads what went live also reads what its approver let pass.
    const reason = approval.statement.excuses?.join('\n') ?? '';
    if (changed) await appendAudit(transaction, { ...published, reason });
    await remember(transaction, repeat, answer, at);
    return ok({ answer, live: changed ? live : null });
  };
  return inTurn(async () => {
    const result = await inTransaction(db, writeAll, { onlyTry: dryRun });
    if (!result.ok) return result;
    const { live, answer } = result.value;
    if (live && !dryRun) serve(live, row);
    return ok(answer);
  });
}
