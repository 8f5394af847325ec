import type { Bundle } from '#engine';
import {
  type Channel,
  type Db,
  type FileRow,
  findFile,
  findRelease,
  type LiveRow,
  readSheets,
} from '../storage/index.ts';
import type { KeptPage, LastGood } from './last-good.ts';
import { livePage } from './live-page.ts';
import type { Showing } from './restore.ts';

/** Writes down what is live of a document, once it is shown; `assetsOf` are the files a bundle brings. */
export const keepShown = (
  kept: LastGood,
  db: Db,
  live: LiveRow,
  assetsOf: (bundle: Bundle) => readonly FileRow[],
): Promise<void> =>
  kept.keep(live, async (): Promise<KeptPage> => {
    const release = await findRelease(db, live.release_hash);
    if (!release) throw new Error('The release is not stored.');
    const sheets = await Promise.all(readSheets(release).map(({ address }) => findFile(db, address)));
    const assets = assetsOf(JSON.parse(release.bundle) as Bundle);
    return { live, release, files: [...sheets.flatMap((sheet) => sheet ?? []), ...assets] };
  });

/** Shows everything that was written down; `failed` is told of a page that cannot be shown. */
export async function showLastGood(
  { pages, dialect, host, recompile, isCurrent }: Showing,
  kept: LastGood,
  failed: (error: unknown, live: LiveRow) => void,
): Promise<void> {
  for (const { live, release } of kept.pages()) {
    try {
      const current = isCurrent(release) ? release : await recompile(release);
      if (!current) throw new Error(`Engine ${release.engine} compiled it, this one cannot.`);
      pages.set(livePage(live, current, pages.routes(live.channel as Channel), dialect, host));
    } catch (error) {
      failed(error, live);
    }
  }
}
