import type { Feed } from './feed.ts';
import type { ServerState } from './server-state.ts';

/** What a stream needs of the server, and knows of who reads it. */
export interface Reader {
  readonly feed: Feed;
  readonly readState: () => Promise<ServerState>;
  /** Milliseconds between two signs of life. */
  readonly heartbeat: number;
  /** Whether whoever reads may still do so: they sign out, lose their role, and their token expires. */
  readonly mayStill: () => Promise<boolean>;
  /** Takes one of a type from what they may have in a minute; milliseconds until there is one again, 0: taken. */
  readonly take: (type: Limited) => Promise<number>;
  /** They left. */
  readonly gone: AbortSignal;
  /** The server stops. */
  readonly closing: AbortSignal;
  /** Milliseconds of a steady clock. */
  readonly clock: () => number;
}

/** What is limited by type. */
export type Limited = 'text' | 'state' | 'tool';

/** Why a stream ends, as its reader is told. */
export const ends = {
  closing: 'The server stops. Connect again: another one answers, or this one when it is back.',
  slow: 'You read too slowly and fell too far behind. Connect again.',
  'signed-out': 'Your token expired, or may not read this any more. Connect again with a new one.',
} as const;
export type End = keyof typeof ends;

/** Whoever is farther behind than that gets what is so now instead of how it came to be. */
export const mostBehind = 1_000;

/** Why a stream has to end now; null when it goes on. A database that is away says nothing about who may read. */
export async function endOf({ closing, mayStill }: Reader): Promise<End | null> {
  if (closing.aborted) return 'closing';
  return (await mayStill().catch(() => true)) ? null : 'signed-out';
}

/** The state as it is after an event at the earliest: a reading that was under way may be of before. */
export async function stateSince(seq: number, readState: Reader['readState']): Promise<ServerState> {
  const state = await readState();
  return state.seq >= seq ? state : readState();
}
