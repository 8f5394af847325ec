import type { VisualCase } from './types/case.ts';
import type { Shot } from './types/shot.ts';

/** First pictures of a run: cases of the same fingerprint cannot differ, so one of them is shot for all. */
export interface SharedShots {
  /** The picture another case of the same fingerprint took, or is just taking; else the one `take` takes. */
  first(visualCase: VisualCase, take: () => Promise<Shot>): Promise<Shot>;
}

/** `fingerprints` by case key; a case without one shares nothing. A picture is let go of with the last case it is for. */
export function sharedShots(cases: readonly VisualCase[], fingerprints: ReadonlyMap<string, string>): SharedShots {
  const wanted = new Map<string, number>();
  for (const { key } of cases) {
    const fingerprint = fingerprints.get(key);
    if (fingerprint !== undefined) wanted.set(fingerprint, (wanted.get(fingerprint) ?? 0) + 1);
  }
  const taken = new Map<string, Promise<Shot>>();
  return {
    first: async ({ key }, take) => {
      const fingerprint = fingerprints.get(key);
      const left = fingerprint === undefined ? 0 : (wanted.get(fingerprint) ?? 0) - 1;
      if (fingerprint === undefined || left < 0) return take();
      wanted.set(fingerprint, left);
      const known = taken.get(fingerprint);
      if (left > 0 && !known) taken.set(fingerprint, take());
      const shot = await (known ?? taken.get(fingerprint) ?? take());
      if (left === 0) taken.delete(fingerprint);
      // What went wrong once, or would not stand still, may go well for another.
      return known && shot.kind !== 'still' ? take() : shot;
    },
  };
}
