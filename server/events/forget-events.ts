import { eventDealtWith, forgetDeadLetters, forgetEvents, type Storage } from '../storage/index.ts';

/** Milliseconds between two rounds. */
const every = 600_000;
/** How long messages are kept that could not be delivered. */
const lettersKeptFor = 30 * 86_400_000;

/** Forgets events once nobody can miss them any more: every server does, and it is the same whoever comes first. */
export function forgetOldEvents(
  { db }: Pick<Storage, 'db'>,
  keptFor: number,
  now: () => Date,
): { round(): Promise<number>; stop(): void } {
  const ago = (milliseconds: number): string => new Date(now().getTime() - milliseconds).toISOString();
  async function round(): Promise<number> {
    await forgetDeadLetters(db, ago(lettersKeptFor));
    return forgetEvents(db, ago(keptFor), await eventDealtWith(db));
  }
  // A database that is away has the next round.
  const timer = setInterval(() => void round().catch(() => 0), every);
  timer.unref();
  return { round, stop: () => clearInterval(timer) };
}
