import type { LivePage, LivePages } from '../delivery/live-pages.ts';
import { inTurn } from '../schemas/in-turn.ts';
import { type Channel, type Db, findLive, type LiveRow, openRollouts, type RolloutRow } from '../storage/index.ts';
import { offsetOf } from './cohort.ts';
import { type Rollout, rolloutOf } from './rollout.ts';

/** A rollout that is open, as this server knows it. */
export interface Running {
  readonly row: RolloutRow;
  readonly rollout: Rollout;
  /** Where the counting of visitors begins. */
  readonly offset: number;
}

/** What is under way, in memory, with both versions of each page. Storage is the truth; this follows it. */
export interface RunningRollouts {
  of(channel: Channel, documentId: string): Running | null;
  list(): readonly Running[];
  /** Reads what is under way and takes into memory what it needs. Rejects when the database cannot be read. */
  refresh(): Promise<void>;
  /** Whether what is known was stored a moment ago: else another server may have decided otherwise since. */
  isFresh(): boolean;
  /** Makes it fresh, if that takes no longer than a visitor may wait. */
  freshen(): Promise<void>;
  /** This server shows the candidate to nobody any more, whatever the database says or whether it says anything. */
  condemn(id: string): void;
  isCondemned(id: string): boolean;
}

export interface RunningOptions {
  readonly db: Db;
  readonly pages: LivePages;
  /** A version as its channel would show it. Throws when it cannot be shown. */
  readonly load: (live: LiveRow) => Promise<LivePage>;
  /** A version cannot be shown here. */
  readonly failed: (error: unknown, row: RolloutRow) => void;
  /** Other pages have two versions than a moment ago. */
  readonly changed: () => void;
  /** Milliseconds that only go forward. */
  readonly clock: () => number;
}

/** Milliseconds for which what was read counts as so still. */
const lease = 1_000;
/** Milliseconds that a visitor waits for the database, and for which nobody else does after that. */
const patience = 1_000;

export function runningRollouts({ db, pages, load, failed, changed, clock }: RunningOptions): RunningRollouts {
  let open = new Map<string, Running>();
  let freshUntil = Number.NEGATIVE_INFINITY;
  let awayUntil = Number.NEGATIVE_INFINITY;
  const condemned = new Set<string>();
  const unshown = new Set<string>();
  const turn = inTurn();

  async function read(): Promise<void> {
    const asked = clock();
    const rows = await openRollouts(db);
    for (const row of rows) await takeIn(row);
    for (const { row } of open.values())
      if (!rows.some(({ id }) => id === row.id)) {
        pages.letGo(row.channel as Channel, row.document_id);
        condemned.delete(row.id);
      }
    const before = [...open.values()].map(({ row }) => row.id).join();
    open = new Map(
      rows.map((row) => [
        `${row.channel} ${row.document_id}`,
        { row, rollout: rolloutOf(row), offset: offsetOf(row.document_id) },
      ]),
    );
    // Only now: what is answered until then shows one version to everybody.
    if (rows.map(({ id }) => id).join() !== before) changed();
    freshUntil = asked + lease;
  }

  /** The other of the two versions goes beside the one that is live. */
  async function takeIn(row: RolloutRow): Promise<void> {
    const channel = row.channel as Channel;
    const live = await findLive(db, channel, row.document_id);
    if (!live) return;
    const other = live.release_hash === row.candidate_hash ? row.stable_hash : row.candidate_hash;
    if (pages.held(channel, row.document_id)?.releaseHash === other) return;
    try {
      pages.hold(await load({ ...live, release_hash: other }));
    } catch (error) {
      // Once, not four times a second.
      if (!unshown.has(row.id)) failed(error, row);
      unshown.add(row.id);
    }
  }

  const refresh = (): Promise<void> => turn(read);
  return {
    // Asked for every page, and nearly always there is none.
    of: (channel, documentId) => (open.size === 0 ? null : (open.get(`${channel} ${documentId}`) ?? null)),
    list: () => [...open.values()],
    refresh,
    isFresh: () => clock() < freshUntil,
    async freshen() {
      if (clock() < awayUntil) return;
      const { promise: tooLong, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, patience);
      await Promise.race([refresh().catch(() => undefined), tooLong]);
      clearTimeout(timer);
      if (clock() >= freshUntil) awayUntil = clock() + patience;
    },
    condemn: (id) => void condemned.add(id),
    isCondemned: (id) => condemned.has(id),
  };
}
