import type { Version } from '#contract';
import type { Desk } from '../state/StudioContext.tsx';
import { notifyDone, notifyFailure } from '../ui/notify.tsx';

/** Reads the versions of a document. */
export async function loadHistory({ host, store }: Desk, path: string): Promise<void> {
  const reply = await host.call('version.list', { path });
  store.dispatch(
    reply.ok
      ? { type: 'history/listed', path, versions: reply.value }
      : { type: 'history/failed', path, failure: reply.failure },
  );
}

/** The text in the editor becomes the version's, as a draft that can be undone. */
export async function restoreVersion({ host, store, editing }: Desk, version: Version): Promise<void> {
  const reply = await host.call('version.read', { hash: version.hash });
  if (!reply.ok) return notifyFailure(reply.failure);
  await editing.open(version.path);
  editing.replaceText(version.path, reply.value.text);
  store.dispatch({ type: 'layout/activity', activity: 'schemas' });
  notifyDone(`The draft is now as in version ${shortHash(version)}. Ctrl+Z takes that back.`);
}

/** A person's word on a version. Answers whether it was taken. */
export async function approveVersion({ host, store }: Desk, version: Version): Promise<boolean> {
  const reply = await host.call('review.approve', { hash: version.hash });
  if (!reply.ok) {
    notifyFailure(reply.failure);
    return false;
  }
  store.dispatch({ type: 'history/changed', version: reply.value });
  notifyDone(`Version ${shortHash(version)} is approved and can be published.`);
  return true;
}

/** The first eight characters of a hash, as people quote it. */
export const shortHash = ({ hash }: Pick<Version, 'hash'>): string => hash.replace(/^sha256-/, '').slice(0, 8);
