import { fail, type NodeEdits, ok, type Reply, type Version, type VisualRun } from '#contract';
import type { Bundle } from '#engine';
import { editsBehind, editsBetween, madeIn, type PageTexts, type VersionStep } from '#visual';
import { baselinesIn } from '../store/baselines.ts';
import { blobsIn } from '../store/blobs.ts';
import { decisionsIn } from '../store/decisions.ts';
import type { Store } from '../store/open-store.ts';
import { runsIn } from '../store/runs.ts';
import { versionsIn } from '../store/versions.ts';
import { readBundle } from '../versions/bundle-store.ts';
import { sealedVersion } from '../versions/sealed-version.ts';

/** Versions that are searched for an edit, the newest ones. */
const mostVersions = 20;

/** The edits behind the changed nodes of a case, each with the version it came with, where it was saved as one. */
export function editsOfCase(store: Store, run: string, key: string): Reply<'visual.edits'> {
  const found = runsIn(store.database).find(run);
  const result = found?.results.find((one) => one.case.key === key);
  if (!found || !result) return fail('visual/not-found', 'This visual test is not stored in the project.');
  const approved = contentOfBaseline(store, found, key, result.baseline);
  const before = approved === null ? null : textsOf(store, approved);
  const after = textsOf(store, found.contentHash);
  if (approved === null || !before || !after) return ok([]);
  const steps = stepsSince(store, found.path, approved);
  return ok(
    editsBehind(result.changes, before, after).map(({ edits, ...of }): NodeEdits => {
      return { ...of, edits: edits.map((edit) => ({ ...edit, version: madeIn(edit, steps) })) };
    }),
  );
}

/** Content hash of what the case was held against: of its baseline now, or of the one a decision has replaced. */
function contentOfBaseline({ database }: Store, { id }: VisualRun, key: string, picture: string | null): string | null {
  const candidates = [baselinesIn(database).find(key), decisionsIn(database).oldest(id, key)?.before.baseline ?? null];
  return candidates.find((baseline) => baseline?.picture === picture)?.contentHash ?? null;
}

/** Of a run that shot it, or a version; null when neither is stored. */
function textsOf(store: Store, hash: string): PageTexts | null {
  const { manifest } = runsIn(store.database).contentOf(hash) ?? {};
  if (manifest) return textsIn(readBundle(blobsIn(store.database), manifest, hash));
  const sealed = sealedVersion(store, hash);
  return sealed && textsIn(sealed.bundle);
}

const textsIn = ({ root, documents }: Bundle): PageTexts => ({
  root,
  documents: new Map(documents.map(({ id, text }) => [id, text])),
});

/** What each version since the approved content changed, the oldest first. */
function stepsSince(store: Store, path: string, approved: string): readonly VersionStep<Version>[] {
  const newest = versionsIn(store.database).ofPath(path);
  const at = newest.findIndex(({ hash }) => hash === approved);
  const versions = newest.slice(0, Math.min(at < 0 ? mostVersions : at + 1, mostVersions)).reverse();
  return versions.slice(1).flatMap((version, index) => {
    const [before, after] = [textsOf(store, versions[index]!.hash), textsOf(store, version.hash)];
    return before && after ? [{ version, edits: editsBetween(before, after) }] : [];
  });
}
