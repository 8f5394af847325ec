import type { DialectName, EngineOptions } from '#engine';
import { type Channel, type Db, findRelease, type LiveRow, listLive, type ReleaseRow } from '../storage/index.ts';
import { livePage } from './live-page.ts';
import type { LivePage, LivePages } from './live-pages.ts';

/** What it takes to show a stored release. */
export interface Showing {
  readonly db: Db;
  readonly pages: LivePages;
  readonly dialect: DialectName;
  readonly host: Pick<EngineOptions, 'tracker' | 'metrics' | 'checks'>;
  /** A release an older engine compiled, with program and styles of this one; null when that fails. */
  readonly recompile: (release: ReleaseRow) => Promise<ReleaseRow | null>;
  readonly isCurrent: (release: ReleaseRow) => boolean;
  /** Called once something is shown. Never rejects. */
  readonly shown: (live: LiveRow) => Promise<void>;
}

/** Shows what is live of a document in a channel from now on. Throws when it cannot be shown. */
export async function show(showing: Showing, live: LiveRow): Promise<void> {
  showing.pages.set(await loaded(showing, live));
  await showing.shown(live);
}

/** A version of a document as its channel would show it, from memory where it is there. Throws when it cannot be. */
export async function loaded(
  { db, pages, dialect, host, recompile, isCurrent }: Showing,
  live: LiveRow,
): Promise<LivePage> {
  const known = pages.find(live.channel as Channel, live.document_id, live.release_hash);
  if (known) return { ...known, publishedAt: live.published_at };
  const release = await findRelease(db, live.release_hash);
  if (!release) throw new Error('The release is not stored.');
  const current = isCurrent(release) ? release : await recompile(release);
  if (!current) throw new Error(`Engine ${release.engine} compiled it, this one cannot.`);
  return livePage(live, current, pages.routes(live.channel as Channel), dialect, host);
}

/** Shows what is live and not shown yet; `failed` is told of a release that cannot be, the others are. */
export async function restore(showing: Showing, failed: (error: unknown, live: LiveRow) => void): Promise<void> {
  for (const live of await listLive(showing.db)) {
    if (!showing.pages.has(live.channel as Channel, live.document_id, live.release_hash))
      await show(showing, live).catch((error: unknown) => failed(error, live));
  }
}
