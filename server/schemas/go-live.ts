import { routeShape } from '#engine';
import { fail, ok, type Result } from '../failures.ts';
import {
  type Channel,
  type Db,
  findLive,
  findLiveByShape,
  type LiveRow,
  type ReleaseRow,
  setLive,
} from '../storage/index.ts';

/** First segments the server keeps for itself. */
const reserved = new Set(['api', 'health', '_ui']);

/** Points a channel at a stored release. `changed` is false when it is live there already. */
export async function goLive(
  db: Db,
  release: Pick<ReleaseRow, 'hash' | 'document_id' | 'route'>,
  channel: Channel,
  by: string,
  at: string,
): Promise<Result<{ readonly live: LiveRow; readonly changed: boolean }>> {
  const current = await findLive(db, channel, release.document_id);
  if (current?.release_hash === release.hash) return ok({ live: current, changed: false });
  const free = await checkRoute(db, release, channel);
  if (!free.ok) return free;
  const live: LiveRow = {
    channel,
    document_id: release.document_id,
    release_hash: release.hash,
    route: release.route,
    route_shape: routeShape(release.route),
    published_at: at,
    published_by: by,
  };
  await setLive(db, live);
  return ok({ live, changed: true });
}

async function checkRoute(
  db: Db,
  { document_id: id, route }: Pick<ReleaseRow, 'document_id' | 'route'>,
  channel: Channel,
): Promise<Result<null>> {
  if (reserved.has(route.split('/')[1] ?? ''))
    return fail('route/taken', `The server uses addresses like "${route}" itself. Choose another route.`);
  const owner = await findLiveByShape(db, channel, routeShape(route));
  return owner && owner.document_id !== id
    ? fail('route/taken', `The route "${route}" belongs to "${owner.document_id}". Choose another one.`)
    : ok(null);
}
