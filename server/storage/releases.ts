import { addEvent } from './outbox.ts';
import type { Db } from './storage.ts';
import type { LiveRow, ReleaseRow } from './tables.ts';

export type Channel = 'staging' | 'production';

/** Inserts a version; one that is there already stays as it is, because its hash names its content. */
export const insertRelease = async (db: Db, release: ReleaseRow): Promise<void> =>
  void (await db
    .insertInto('release')
    .values(release)
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute());

export const findRelease = (db: Db, hash: string): Promise<ReleaseRow | undefined> =>
  db.selectFrom('release').selectAll().where('hash', '=', hash).executeTakeFirst();

/** Those there are, in no order, without what they are made of. */
export const findReleases = (db: Db, hashes: readonly string[]): Promise<Omit<ReleaseRow, 'bundle' | 'program'>[]> =>
  hashes.length === 0
    ? Promise.resolve([])
    : db.selectFrom('release').select(described).where('hash', 'in', hashes).execute();

const described = [
  'hash',
  'document_id',
  'version',
  'route',
  'program_hash',
  'engine',
  'stylesheet',
  'sheets',
  'tests',
  'approval',
  'stored_at',
  'stored_by',
] as const;

export const findLive = (db: Db, channel: Channel, documentId: string): Promise<LiveRow | undefined> =>
  db
    .selectFrom('live')
    .selectAll()
    .where('channel', '=', channel)
    .where('document_id', '=', documentId)
    .executeTakeFirst();

/** The live page of a channel whose route has this shape, whatever its params are called. */
export const findLiveByShape = (db: Db, channel: Channel, shape: string): Promise<LiveRow | undefined> =>
  db.selectFrom('live').selectAll().where('channel', '=', channel).where('route_shape', '=', shape).executeTakeFirst();

export type LiveVersion = LiveRow & { readonly version: string };

/** By document id, production before staging. */
export const listLive = (db: Db): Promise<LiveVersion[]> =>
  db
    .selectFrom('live')
    .innerJoin('release', 'release.hash', 'live.release_hash')
    .selectAll('live')
    .select('release.version')
    .orderBy('live.document_id')
    .orderBy('live.channel')
    .execute();

/**
 * Points a channel at a release, writes it into the history and into the outbox. Whoever calls it holds the turn of
 * `live`.
 */
export async function setLive(db: Db, live: LiveRow): Promise<void> {
  const { channel, document_id, ...rest } = live;
  await db
    .insertInto('live')
    .values(live)
    .onConflict((conflict) => conflict.columns(['channel', 'document_id']).doUpdateSet(rest))
    .execute();
  const { release_hash, published_at: at, published_by: by } = live;
  await db.insertInto('activation').values({ channel, document_id, release_hash, at, by }).execute();
  const detail = JSON.stringify({ by });
  await addEvent(db, { kind: 'live', channel, document_id, release_hash, at, detail });
}

/** Whether a version was live in a channel at any time. */
export const wasLive = async (db: Db, channel: Channel, hash: string): Promise<boolean> =>
  (await db
    .selectFrom('activation')
    .select('seq')
    .where('channel', '=', channel)
    .where('release_hash', '=', hash)
    .limit(1)
    .executeTakeFirst()) !== undefined;
