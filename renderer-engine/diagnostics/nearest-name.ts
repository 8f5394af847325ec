/** The candidate an author most likely meant, or null when none is close (did-you-mean). */
export function nearestName(name: string, candidates: Iterable<string>): string | null {
  const typed = name.slice(0, longest).toLowerCase();
  let best: string | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const meant = candidate.slice(0, longest).toLowerCase();
    // A third of the longer one: "parm" may be "params", "id" is not "ok".
    const limit = Math.min(nearest, Math.max(1, Math.floor(Math.max(typed.length, meant.length) / 3)));
    const distance = editDistance(typed, meant, limit);
    if (distance > limit) continue;
    // Ties go to the name that sorts first, so that the answer does not depend on the order of candidates.
    if (best === null || distance < nearest || candidate < best) best = candidate;
    nearest = distance;
  }
  return best;
}

const longest = 80;

/** Insertions, deletions, substitutions and swaps of neighbors; more than `limit` when it is farther than that. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (beforePrevious[column - 2] ?? 0) + 1);
      }
      current.push(cost);
    }
    if (Math.min(...current) > limit && Math.min(...previous) > limit) return limit + 1;
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] ?? limit + 1;
}
