import { type Channel, type Failure, fail, ok, type Result } from '#contract';
import { type ReleaseRequest, releaseText, type SignedApproval } from '#engine';
import type { Context } from '../context.ts';
import { approvalKey } from '../reviews/approval-key.ts';
import { journalIn } from '../store/journal.ts';
import { versionsIn } from '../store/versions.ts';
import { sealedVersion } from '../versions/sealed-version.ts';
import type { OpenProject } from '../workspace/open-project.ts';
import { readDocument } from '../workspace/read-document.ts';
import { type Connection, connectionOf, speaker } from './server-connection.ts';

/** A release that is ready to be sent, and by whom. */
export interface PreparedRelease {
  readonly connection: Connection;
  readonly person: string;
  readonly request: ReleaseRequest;
}

type Unready = Failure<
  'project/unwritable' | 'version/not-found' | 'release/not-approved' | 'release/changed' | 'release/not-configured'
>;

/** Puts together what was approved, byte for byte, signed by whoever publishes; or why it cannot be published. */
export async function prepareRelease(
  context: Context,
  project: OpenProject,
  { hash, channel }: { readonly hash: string; readonly channel: Channel },
): Promise<Result<PreparedRelease, Unready>> {
  const { store } = project;
  const { database } = store;
  if (store.readOnly) return fail('project/unwritable', store.readOnly);
  const sealed = sealedVersion(store, hash);
  const version = versionsIn(database).find(hash);
  if (!sealed || !version) return fail('version/not-found', 'This version is not stored in the project.');
  const connection = connectionOf(context, store);
  const approval = versionsIn(database).approvalOf(hash) ?? (await approvalElsewhere(connection, hash));
  if (!approval) return fail('release/not-approved', 'Nobody approved this version. Approve it, then publish.');
  if (!(await isCurrent(project, version.path, hash))) {
    return fail(
      'release/changed',
      `"${version.path}" or something it uses was changed after this version was approved. Save, test and approve the change, or take it back.`,
    );
  }
  if (!connection)
    return fail('release/not-configured', 'No server is set for this project. Enter its address and sign in.');
  const person = speaker(context, store);
  const key = approvalKey(context.keychain, person);
  if (!key.ok) return fail('project/unwritable', `Your key could not be stored. ${key.failure.message}`);

  return ok({
    connection,
    person,
    request: {
      bundle: sealed.bundle,
      approval,
      channel,
      dryRun: false,
      keyId: key.value.id,
      signature: key.value.sign(releaseText(hash, channel)),
    },
  });
}

/** Somebody else may have approved it on another machine; the server has their signature. */
async function approvalElsewhere(connection: Connection | null, hash: string): Promise<SignedApproval | null> {
  const given = await connection?.client.approvalsOf(hash);
  return given?.ok ? (given.value[0] ?? null) : null;
}

/** Does the document, as its author sees it now, still mean what was approved? */
async function isCurrent({ folder, store, engine }: OpenProject, path: string, hash: string): Promise<boolean> {
  const draft = journalIn(store.database).read(path);
  const file = readDocument(folder, path);
  const text = draft?.text ?? (file.ok ? file.value.text : null);
  if (text === null) return false;
  const sealing = await engine.ask('seal', { path, text });
  return sealing.ok && sealing.value.sealed?.hash === hash;
}
