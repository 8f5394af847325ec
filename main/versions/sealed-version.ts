import type { Sealed } from '../engine/jobs.ts';
import { blobsIn } from '../store/blobs.ts';
import type { Store } from '../store/open-store.ts';
import { versionsIn } from '../store/versions.ts';
import { readBundle } from './bundle-store.ts';

/** A stored version as the engine takes it; null when there is none. Throws when its content was tampered with. */
export function sealedVersion({ database }: Store, hash: string): Sealed | null {
  const versions = versionsIn(database);
  const version = versions.find(hash);
  const manifest = versions.manifestOf(hash);
  if (!version || !manifest) return null;
  return { bundle: readBundle(blobsIn(database), manifest, hash), hash, programHash: version.programHash };
}
