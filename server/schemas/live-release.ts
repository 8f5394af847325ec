import { type Channel, type Db, type LiveRow, listLive, type ReleaseRow } from '../storage/index.ts';

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
  /** Only there when it is stored and not live: of a publication that said `"live": false`. */
  readonly live?: false;
}

/** `origin` is the server's public address. */
export const liveRelease = (live: Omit<LiveRow, 'route_shape'>, version: string, origin: string): LiveRelease => ({
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

/** What is stored to go live later: where it would be, and since when it is there. */
export const storedRelease = (
  release: Pick<ReleaseRow, 'hash' | 'document_id' | 'route' | 'version'>,
  channel: Channel,
  origin: string,
  { at, by }: { readonly at: string; readonly by: string },
): LiveRelease => {
  const { hash: release_hash, document_id, route, version } = release;
  const published = { published_at: at, published_by: by };
  return { ...liveRelease({ channel, document_id, release_hash, route, ...published }, version, origin), live: false };
};
