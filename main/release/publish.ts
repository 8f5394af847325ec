import { fail, type LiveRelease, type Reply, type Request } from '#contract';
import { type ReleaseRequest, releaseText, type SignedApproval } from '#engine';
import { auditIn } from '../audit/audit-log.ts';
import type { Context } from '../context.ts';
import { approvalKey } from '../reviews/approval-key.ts';
import { journalIn } from '../store/journal.ts';
import { releasesIn } from '../store/releases.ts';
import { versionsIn } from '../store/versions.ts';
import { sealedVersion } from '../versions/sealed-version.ts';
import type { OpenProject } from '../workspace/open-project.ts';
import { readDocument } from '../workspace/read-document.ts';
import { type Connection, connectionOf, speaker } from './server-connection.ts';

/**
 * Sends what was approved, byte for byte. The intent is stored before anything leaves, so that a lost answer is asked
 * for again instead of being forgotten; the server takes the same release twice as once.
 */
export async function publish(
  context: Context,
  project: OpenProject,
  { hash, channel, dryRun }: Request<'release.publish'>,
): Promise<Reply<'release.publish'>> {
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

  const request: ReleaseRequest = {
    bundle: sealed.bundle,
    approval,
    channel,
    dryRun,
    keyId: key.value.id,
    signature: key.value.sign(releaseText(hash, channel)),
  };
  if (dryRun) return connection.client.publish(request);

  const releases = releasesIn(database);
  const intent = releases.begin({ hash, channel, server: connection.url }, context.now().toISOString());
  const answer = await connection.client.publish(request);
  const at = context.now().toISOString();
  if (!answer.ok && answer.failure.code !== 'release/refused') {
    releases.missed(intent, answer.failure.message);
    return answer;
  }
  const close = () => {
    releases.close(intent, answer.ok ? 'published' : 'refused', answer.ok ? null : answer.failure.message, at);
    auditIn(database).append({
      at,
      who: person,
      what: answer.ok ? 'release.published' : 'release.refused',
      subject: hash,
      details: { channel, server: connection.url, ...outcome(answer) },
    });
  };
  database.transaction(close).immediate();
  return answer;
}

/** Somebody else may have approved it on another machine; the server has their signature. */
async function approvalElsewhere(connection: Connection | null, hash: string): Promise<SignedApproval | null> {
  const given = await connection?.client.approvalsOf(hash);
  return given?.ok ? (given.value[0] ?? null) : null;
}

const outcome = (answer: { ok: true; value: LiveRelease } | { ok: false; failure: { message: string } }) =>
  answer.ok ? { url: answer.value.url } : { problem: answer.failure.message };

/** Does the document, as its author sees it now, still mean what was approved? */
async function isCurrent({ folder, store, engine }: OpenProject, path: string, hash: string): Promise<boolean> {
  const draft = journalIn(store.database).read(path);
  const file = readDocument(folder, path);
  const text = draft?.text ?? (file.ok ? file.value.text : null);
  if (text === null) return false;
  const sealing = await engine.ask('seal', { path, text });
  return sealing.ok && sealing.value.sealed?.hash === hash;
}
