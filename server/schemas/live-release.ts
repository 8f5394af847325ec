import { type Channel, type Db, type LiveRow, listLive } from '../storage/index.ts';

/** What the server serves for one document, as clients see it. */
export interface LiveRelease {
  readonly documentId: string;
  readonly channel: Channel;
  readonly versionHash: string;
  readonly semver: string;
  /** Where a browser finds the page; params stand in braces. */
  readonly url: string;
  readonly publishedAt: string;
  readonly publishedBy: string;
}

/** `origin` is the server's public address. */
export const liveRelease = (live: LiveRow, version: string, origin: string): LiveRelease => ({
  documentId: live.document_id,
  channel: live.channel as Channel,
  versionHash: live.release_hash,
  semver: version,
  url: `${origin}${live.route}${live.channel === 'staging' ? '?_channel=staging' : ''}`,
  publishedAt: live.published_at,
  publishedBy: live.published_by,
});

export const allLive = async (db: Db, origin: string): Promise<readonly LiveRelease[]> =>
  (await listLive(db)).map((row) => liveRelease(row, row.version, origin));
