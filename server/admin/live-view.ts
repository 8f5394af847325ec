import { type Db, listLive, openRollouts } from '../storage/index.ts';

/** What is live, by page and channel, and how many are on their way. */
export async function liveView(db: Db) {
  const [live, rollouts] = await Promise.all([listLive(db), openRollouts(db)]);
  const rows = live
    .map(({ channel, document_id, release_hash, route, version, published_at, published_by }) => ({
      key: `${document_id} ${channel}`,
      document: document_id,
      // A route with params leads nowhere until somebody fills them in.
      path: `${route.includes('{') ? '/' : route}${channel === 'staging' ? '?_channel=staging' : ''}`,
      route,
      channel,
      tone: channel === 'production' ? ('success' as const) : ('info' as const),
      version,
      hash: release_hash.slice(0, 19),
      at: published_at,
      by: published_by,
    }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
  const inChannel = (name: string): string => `${live.filter(({ channel }) => channel === name).length}`;
  return {
    production: inChannel('production'),
    staging: inChannel('staging'),
    rollouts: `${rollouts.length}`,
    rows,
  };
}
