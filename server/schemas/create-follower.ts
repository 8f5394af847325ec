import type { FastifyBaseLogger } from 'fastify';
import type { Redis } from '../cache/redis.ts';
import { redisBell } from '../cache/redis-bell.ts';
import { restore, show } from '../delivery/restore.ts';
import { showLastGood } from '../delivery/show-last-good.ts';
import type { Tracing } from '../observability/tracing.ts';
import type { LiveRow, OutboxRow, Storage } from '../storage/index.ts';
import { type Follower, followReleases } from './follow-releases.ts';
import type { StoredReleases } from './stored-releases.ts';

export interface FollowerParts {
  readonly storage: Storage;
  readonly redis: Redis | null;
  readonly releases: Pick<StoredReleases, 'showing' | 'kept'>;
  /** Shows how far rollouts are. */
  readonly showRollouts: () => Promise<void>;
  /** Told of every event once what it tells about is shown. */
  readonly happened: (event: OutboxRow) => void;
  /** Called when a database is there that was not when it was opened. */
  readonly settled: () => Promise<void>;
  readonly tracing: Tracing;
  readonly log: () => FastifyBaseLogger | null;
}

/** The follower of this server's storage: told by Redis where there is one, by PostgreSQL otherwise. */
export function createFollower(parts: FollowerParts): Follower {
  const { storage, redis, releases, showRollouts, happened, settled, tracing, log } = parts;
  const { showing, kept } = releases;
  const failed = (err: unknown, live: LiveRow | null): void =>
    live
      ? log()?.error({ err, document: live.document_id, channel: live.channel }, 'release cannot be served')
      : log()?.error({ err }, 'the database cannot be read; what is live is shown as it was');
  return followReleases({
    db: storage.db,
    bell: storage.kind === 'postgres' && redis ? redisBell(redis) : storage.newBell(),
    show: (live) => show(showing, live),
    showAll: () => restore(showing, failed),
    showRollouts,
    happened,
    failed,
    async settle() {
      if (await storage.settle()) await settled();
    },
    inStep: () => kept?.inStep(),
    showInstead: kept && (() => showLastGood(showing, kept, failed)),
    tracing,
  });
}
