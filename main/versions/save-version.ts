import { fail, ok, type Reply, type Request, type Version } from '#contract';
import { auditIn } from '../audit/audit-log.ts';
import type { Context } from '../context.ts';
import type { Sealed } from '../engine/jobs.ts';
import { problemSentence } from '../engine/problems.ts';
import { blobsIn } from '../store/blobs.ts';
import { journalIn } from '../store/journal.ts';
import { versionsIn } from '../store/versions.ts';
import { newFile, saveDocument } from '../workspace/documents.ts';
import type { OpenProject } from '../workspace/open-project.ts';
import { readDocument } from '../workspace/read-document.ts';
import { storeBundle } from './bundle-store.ts';

/** Saves the file, then keeps what it says with everything it pulls in. Content that is kept already is not kept twice. */
export async function saveVersion(
  context: Context,
  project: OpenProject,
  { path, text, message, fileHash = startedFrom(project, path) }: Request<'version.save'>,
): Promise<Reply<'version.save'>> {
  if (message.trim() === '') return fail('version/no-message', 'Say in a few words what changed, then save again.');
  const { store, engine } = project;
  if (store.readOnly) return fail('document/read-only', store.readOnly);
  const sealing = await engine.ask('seal', { path, text });
  if (!sealing.ok) return sealing;
  const { sealed, compiled } = sealing.value;
  if (!sealed) return fail('version/has-problems', `No version was saved. ${problemSentence(compiled.diagnostics)}`);

  const saved = saveDocument(project, { path, text, fileHash, overwrite: false });
  if (!saved.ok) return saved;
  const version = keep(context, project, path, sealed, message.trim());
  await project.reload([path]);
  return ok(version);
}

/** The file the draft began with; without a draft, the file as it is now. */
function startedFrom({ folder, store }: OpenProject, path: string): string {
  const draft = journalIn(store.database).read(path);
  if (draft) return draft.fileHash;
  const file = readDocument(folder, path);
  return file.ok ? file.value.hash : newFile;
}

function keep(context: Context, { store }: OpenProject, path: string, sealed: Sealed, message: string): Version {
  const { bundle, hash, programHash } = sealed;
  const versions = versionsIn(store.database);
  const author = context.settings.read().author;
  const createdAt = context.now().toISOString();
  const insert = () => {
    if (versions.find(hash)) return;
    versions.insert({
      hash,
      documentId: bundle.root,
      path,
      semver: bundle.documents.find(({ id }) => id === bundle.root)?.version ?? '0.0.0',
      programHash,
      message,
      author,
      createdAt,
      parent: versions.newestOf(bundle.root)?.hash ?? null,
      manifest: storeBundle(blobsIn(store.database), bundle),
    });
    const details = { path, message };
    auditIn(store.database).append({ at: createdAt, who: author, what: 'version.saved', subject: hash, details });
  };
  store.database.transaction(insert).immediate();
  const version = versions.find(hash);
  if (!version) throw new Error(`The version ${hash} was not stored.`);
  return version;
}
