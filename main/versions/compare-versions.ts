import { fail, ok, type Reply, type Request } from '#contract';
import { findViewport } from '#engine';
import { comparePictures, shootPages } from '#visual';
import type { Sealed } from '../engine/jobs.ts';
import { blobsIn } from '../store/blobs.ts';
import { shotPage } from '../visual/shot-page.ts';
import type { OpenProject } from '../workspace/open-project.ts';
import { sealedVersion } from './sealed-version.ts';

/** Shoots two versions side by side, in the same browser, and says what changed between the pictures. */
export async function compareVersions(
  { store, engine }: OpenProject,
  { before, after, viewport, fixture }: Request<'version.compare'>,
): Promise<Reply<'version.compare'>> {
  const sealed = [before, after].map((hash) => sealedVersion(store, hash));
  const [old, young] = sealed;
  if (!old || !young) return fail('version/not-found', 'One of the two versions is not stored in the project.');
  const size = findViewport(viewport, young.bundle.settings);
  if (!size) return fail('version/has-problems', `There is no viewport "${viewport}" in this project.`);
  const locale = young.bundle.settings.locales?.default ?? 'en';
  const pageOf = (version: Sealed) =>
    shotPage(engine, version, {
      fixture: fixture ?? '',
      theme: version.bundle.settings.theme ?? 'core/theme',
      locale,
      scheme: 'light',
      force: {},
      form: {},
      masks: [],
    });
  let pages: Awaited<ReturnType<typeof pageOf>>[];
  try {
    pages = [await pageOf(old), await pageOf(young)];
  } catch (problem) {
    return fail('version/has-problems', `One of the two versions cannot be shown. ${(problem as Error).message}`);
  }
  const settings = { viewport: size, locale, scheme: 'light' } as const;
  const shots = await shootPages(pages.map((page) => ({ page, settings })));
  const pictures: Uint8Array[] = [];
  for (const shot of shots) {
    if (shot.kind === 'error')
      return fail(shot.code === 'browser/missing' ? shot.code : 'browser/crashed', shot.message);
    pictures.push(shot.png);
  }
  return compared(store.database, pictures);
}

async function compared(
  database: OpenProject['store']['database'],
  [before, after]: readonly Uint8Array[],
): Promise<Reply<'version.compare'>> {
  if (!before || !after) throw new Error('Two pages were to be shot.');
  const comparison = await comparePictures(before, after);
  const blobs = blobsIn(database);
  const { before: left, after: right } = comparison.sizes;
  return ok({
    before: blobs.put(before),
    after: blobs.put(after),
    difference: comparison.difference && blobs.put(comparison.difference),
    changedPixels: comparison.changedPixels,
    width: Math.max(left[0], right[0]),
    height: Math.max(left[1], right[1]),
  });
}
