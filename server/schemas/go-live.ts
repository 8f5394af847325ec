import { routeShape } from '#engine';
import type { Caller } from '../caller.ts';
import { fail, ok, type Result } from '../failures.ts';
import { makeWay } from '../rollout/make-way.ts';
import {
  type Channel,
  type Db,
  findLive,
  findLiveByShape,
  type LiveRow,
  type ReleaseRow,
  setLive,
  takeTurn,
} from '../storage/index.ts';
import { isMet, type Precondition } from './preconditions.ts';

/** First segments the server keeps for itself. */
const reserved = new Set(['api', 'health', '_ui']);

/** Which version goes live where, and what is to be live there until then. */
export interface Going {
  readonly release: Pick<ReleaseRow, 'hash' | 'document_id' | 'route'>;
  readonly channel: Channel;
  readonly by: string;
  readonly caller: Caller;
  readonly at: string;
  readonly precondition: Precondition;
}

/**
 * Points a channel at a stored release. `changed` is false when it is live there already, whatever was expected: a
 * client that lost the answer to its change is told that it was made (RFC 9110 13.1.1).
 */
export async function goLive(
  db: Db,
  { release, channel, by, caller, at, precondition }: Going,
): Promise<Result<{ readonly live: LiveRow; readonly changed: boolean }>> {
  await takeTurn(db, 'live');
  const current = await findLive(db, channel, release.document_id);
  if (current?.release_hash === release.hash) return ok({ live: current, changed: false });
  if (!isMet(precondition, current?.release_hash ?? null)) return fail('release/moved', moved(current));
  const free = await checkRoute(db, release, channel);
  if (!free.ok) return free;
  const way = await makeWay(db, channel, release.document_id, { caller, why: '' }, at);
  if (!way.ok) return way;
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

const moved = (current: LiveRow | undefined): string =>
  current
    ? `Another version is live by now: ${current.release_hash}, since ${current.published_at}. Look at it, then decide again.`
    : 'Nothing is live there. Send "If-None-Match: *" to make this version the first.';

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
