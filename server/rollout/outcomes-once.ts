/** Whether a visitor is seen for the first time in the period that holds a moment. */
export type FirstTime = (visitor: number, at: number) => boolean;

/** `period` in milliseconds. The last two are remembered: what browsers tell is about pages sent a while ago. */
export function oncePer(period: number): FirstTime {
  const seen = new Map<number, Set<number>>();
  let newest = Number.NEGATIVE_INFINITY;
  return (visitor, at) => {
    const number = Math.floor(at / period);
    newest = Math.max(newest, number);
    // Nobody knows any more who was seen then.
    if (number < newest - 1) return false;
    const visitors = seen.get(number) ?? new Set();
    if (visitors.has(visitor)) return false;
    seen.set(number, visitors.add(visitor));
    for (const old of seen.keys()) if (old < newest - 1) seen.delete(old);
    return true;
  };
}
