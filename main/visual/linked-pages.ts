import type { LinkedPage } from '../engine/jobs.ts';
import { type Blobs, DamagedBlob } from '../store/blobs.ts';
import { readBundle, storeBundle } from '../versions/bundle-store.ts';

/** A page that steps may lead to, by the names of what it is made of. */
interface StoredPage {
  readonly route: string;
  readonly hash: string;
  readonly programHash: string;
  readonly manifest: string;
}

/** Keeps the pages that steps may lead to beside what a run shoots; answers the blob that lists them. */
export function storeLinked(blobs: Blobs, linked: readonly LinkedPage[]): string {
  const pages = linked.map(
    ({ route, sealed: { bundle, hash, programHash } }): StoredPage => ({
      route,
      hash,
      programHash,
      manifest: storeBundle(blobs, bundle),
    }),
  );
  return blobs.put(Buffer.from(JSON.stringify(pages)));
}

/** The pages of such a blob. Throws `DamagedBlob` when any part of them is gone or changed. */
export function readLinked(blobs: Blobs, stored: string): readonly LinkedPage[] {
  const bytes = blobs.get(stored);
  if (!bytes) throw new DamagedBlob(stored);
  const pages: readonly StoredPage[] = JSON.parse(bytes.toString());
  return pages.map(({ route, hash, programHash, manifest }) => ({
    route,
    sealed: { bundle: readBundle(blobs, manifest, hash), hash, programHash },
  }));
}
