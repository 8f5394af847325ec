import type { JsonObject } from '#engine';
import { singleFlight } from '../cache/single-flight.ts';
import { rolloutOf } from '../rollout/rollout.ts';
import { liveRelease } from '../schemas/live-release.ts';
import { idOfEvent, lastEvent, listLive, listRollouts, type Storage } from '../storage/index.ts';

/** What is live and what is on its way there, and up to which event that is so. */
export interface ServerState {
  readonly seq: number;
  /** Id of that event; null before the first. */
  readonly id: string | null;
  /** JSON: `live` by channel and document, `rollouts` by id. Names instead of positions make small patches. */
  readonly state: JsonObject;
}

/** Rollouts that are over stay to be seen until so many are newer. */
const mostRollouts = 50;

/** Reads the state as of one moment, for all who ask at once together. */
export function stateReader({ db }: Pick<Storage, 'db'>, origin: () => string): () => Promise<ServerState> {
  const together = singleFlight<ServerState>();
  const read = (): Promise<ServerState> =>
    db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (moment) => {
        const seq = await lastEvent(moment);
        const live = await listLive(moment);
        // An open one is among them however old: more than so many at once are told as well.
        const open = await listRollouts(moment, { isOpen: true }, 1_000);
        const recent = await listRollouts(moment, {}, mostRollouts);
        const rollouts = new Map([...recent, ...open].map((row) => [row.id, rolloutOf(row)]));
        const state = {
          live: Object.fromEntries(
            live.map((row) => [`${row.channel} ${row.document_id}`, liveRelease(row, row.version, origin())]),
          ),
          rollouts: Object.fromEntries([...rollouts].sort(([a], [b]) => (a < b ? -1 : 1))),
        };
        return { seq, id: await idOfEvent(moment, seq), state: JSON.parse(JSON.stringify(state)) as JsonObject };
      });
  return () => together('state', read);
}
