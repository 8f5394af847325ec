import { eventDealtWith, forgetEvents, type Storage } from '../storage/index.ts';

/** Milliseconds between two rounds. */
const every = 600_000;

/** Forgets events once nobody can miss them any more: every server does, and it is the same whoever comes first. */
export function forgetOldEvents(
  { db }: Pick<Storage, 'db'>,
  keptFor: number,
  now: () => Date,
): { round(): Promise<number>; stop(): void } {
  const round = async (): Promise<number> =>
    forgetEvents(db, new Date(now().getTime() - keptFor).toISOString(), await eventDealtWith(db));
  // A database that is away has the next round.
  const timer = setInterval(() => void round().catch(() => 0), every);
  timer.unref();
  return { round, stop: () => clearInterval(timer) };
}
