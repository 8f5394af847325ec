/** Time a run still needs, from the pace so far; null until two cases are done. */
export const secondsLeft = (milliseconds: number, done: number, total: number): number | null =>
  done < 2 ? null : Math.ceil(((milliseconds / done) * (total - done)) / 1000);
