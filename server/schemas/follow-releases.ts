import type { Tracing } from '../observability/tracing.ts';
import {
  type Bell,
  type Db,
  eventsAfter,
  findLive,
  isAway as isDatabaseAway,
  type LiveRow,
  lastEvent,
  type OutboxRow,
} from '../storage/index.ts';
import { inTurn } from './in-turn.ts';

/** Keeps what this server shows in step with what is stored, whichever server stored it. */
export interface Follower {
  /** Shows everything that is stored by now. Never rejects: what cannot be shown, or read, is told to `failed`. */
  catchUp(): Promise<void>;
  /** Lets the other servers know that there is something new. Never rejects. */
  callOthers(): Promise<void>;
  /**
   * Shows everything that is live, then follows what happens from there on. While the database is away, and there is
   * something to show instead, that is shown.
   */
  start(): Promise<void>;
  /** Whether the database could not be read the last time. */
  isAway(): boolean;
  stop(): Promise<void>;
}

export interface FollowerOptions {
  readonly db: Db;
  /** Null where no other server shares the database: then nobody looks for its changes either. */
  readonly bell: Bell | null;
  /** Shows what is live of a document in a channel. */
  readonly show: (live: LiveRow) => Promise<void>;
  /** Shows everything that is live and not shown yet. */
  readonly showAll: () => Promise<void>;
  /** Shows how far rollouts are. */
  readonly showRollouts: () => Promise<void>;
  /** Told of every event once what it tells about is shown. */
  readonly happened: (event: OutboxRow) => void;
  readonly failed: (error: unknown, live: LiveRow | null) => void;
  /** Called before everything is read, by when the database must be fit for it. */
  readonly settle: () => Promise<void>;
  /** Called whenever what is shown is what is stored. */
  readonly inStep: () => void;
  /** Shows what there is without the database; null: nothing. */
  readonly showInstead: (() => Promise<void>) | null;
  /** Who is told what an event led to, as part of the request that it happened in. */
  readonly tracing: Tracing;
}

const whatOf = ({ document_id: id, channel }: OutboxRow) => ({ 'schema.type': 'page', 'schema.id': id, channel });

/** Milliseconds between two looks, for when nobody rings. */
const pause = 1_000;
const atOnce = 500;

/**
 * Reads the outbox from where it stopped the last time, when a bell rings and once a second. No event is ever marked as
 * delivered, so each server reads at its own pace, and none can take an event away from another.
 */
export function followReleases(options: FollowerOptions): Follower {
  const { db, bell, show, showAll, showRollouts, happened, failed, settle, inStep, showInstead, tracing } = options;
  let seen = 0;
  let looking: NodeJS.Timeout | null = null;
  let isAway = false;
  const turn = inTurn();

  async function everything(): Promise<void> {
    await settle();
    seen = await lastEvent(db);
    await showAll();
    await showRollouts();
  }

  async function read(): Promise<void> {
    // What comes back may be another server that took over, and lack what the lost one had not handed on yet.
    if (isAway) await everything();
    for (;;) {
      const events = await eventsAfter(db, seen, atOnce);
      for (const event of latest(events))
        await tracing.resume(event, 'show release', whatOf(event), () => showNow(event));
      if (events.some(({ kind }) => kind !== 'live')) await showRollouts();
      for (const event of events) happened(event);
      seen = events.at(-1)?.seq ?? seen;
      if (events.length < atOnce) return;
    }
  }

  /** What is live now, not what was at the time of the event: there may be more to come. */
  async function showNow({ channel, document_id }: OutboxRow): Promise<void> {
    const live = await findLive(db, channel as 'staging' | 'production', document_id);
    if (live) await show(live).catch((error: unknown) => failed(error, live));
  }

  const catchUp = (): Promise<void> =>
    turn(read).then(
      () => {
        isAway = false;
        inStep();
      },
      (error: unknown) => {
        // Once, not once a second.
        if (!isAway) failed(error, null);
        isAway = true;
      },
    );

  function look(): void {
    looking = setTimeout(() => void catchUp().then(() => looking && look()), pause);
    looking.unref();
  }

  return {
    catchUp,
    isAway: () => isAway,
    callOthers: async () => void (await bell?.ring().catch(() => undefined)),
    async start() {
      // Nothing is shown in between, so that a version read before never replaces one that is newer.
      await turn(everything).then(inStep, async (error: unknown) => {
        if (!showInstead || !isDatabaseAway(error)) throw error;
        isAway = true;
        failed(error, null);
        await showInstead();
      });
      if (!bell) return;
      bell.onRing(() => void catchUp());
      look();
    },
    async stop() {
      if (looking) clearTimeout(looking);
      looking = null;
      await bell?.close();
      await turn(async () => undefined);
    },
  };
}

/** Of several about the same document and channel the last. */
const latest = (events: readonly OutboxRow[]): Iterable<OutboxRow> =>
  new Map(events.map((event) => [`${event.channel} ${event.document_id}`, event])).values();
