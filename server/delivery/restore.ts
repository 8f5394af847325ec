import type { DialectName, EngineOptions } from '#engine';
import { type Channel, type Db, findRelease, type LiveRow, listLive, type ReleaseRow } from '../storage/index.ts';
import { livePage } from './live-page.ts';
import type { LivePages } from './live-pages.ts';

export interface Restoring {
  readonly db: Db;
  readonly pages: LivePages;
  readonly dialect: DialectName;
  readonly host: Pick<EngineOptions, 'tracker' | 'metrics' | 'checks'>;
  /** A release an older engine compiled, with program and styles of this one; null when that fails. */
  readonly recompile: (release: ReleaseRow) => Promise<ReleaseRow | null>;
  readonly isCurrent: (release: ReleaseRow) => boolean;
  /** Told of a release that cannot be served; the others are. */
  readonly failed: (live: LiveRow, error: unknown) => void;
}

/** Serves again what was live when the server stopped. */
export async function restore({ db, pages, dialect, host, recompile, isCurrent, failed }: Restoring): Promise<void> {
  for (const live of await listLive(db)) {
    try {
      const release = await findRelease(db, live.release_hash);
      if (!release) throw new Error('The release is not stored.');
      const current = isCurrent(release) ? release : await recompile(release);
      if (!current) throw new Error(`Engine ${release.engine} compiled it, this one cannot.`);
      pages.set(livePage(live, current, pages.routes(live.channel as Channel), dialect, host));
    } catch (error) {
      failed(live, error);
    }
  }
}
