import type { Outcome } from '#visual';
import type { Context } from '../context.ts';
import type { KeptResults } from './keep-results.ts';
import { secondsLeft } from './seconds-left.ts';

/** Tells listeners how far a run is. */
export interface Progress {
  done(outcome: Outcome): void;
  /** Told in any case. */
  ended(): void;
}

/** Milliseconds between two tidings: the whole run goes with each. */
const between = 100;

/** `before`: cases that were done when the run went on. */
export function progressOf(
  { events, now }: Pick<Context, 'events' | 'now'>,
  kept: KeptResults,
  { total, before }: { readonly total: number; readonly before: number },
): Progress {
  let [done, skipped, shot] = [before, 0, 0];
  let shootingSince = now().getTime();
  let toldAt = Number.NEGATIVE_INFINITY;

  const tell = (left: number | null): void =>
    events.emit('visual.progress', { run: kept.view(), done, skipped, secondsLeft: left });
  return {
    done(outcome) {
      const at = now().getTime();
      done += 1;
      if (outcome.skipped) {
        skipped += 1;
        shootingSince = at;
      } else shot += 1;
      if (at - toldAt < between && at >= toldAt) return;
      toldAt = at;
      tell(secondsLeft(at - shootingSince, shot, shot + total - done));
    },
    ended: () => tell(0),
  };
}
