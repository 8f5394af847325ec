/** Whether a map has any key. */
export function hasKeys(map: Readonly<Record<string, unknown>>): boolean {
  for (const _ in map) return true;
  return false;
}

/** A map with the same keys and other values. Not for maps that may hold the key `__proto__`: documents never do. */
export function mapValues<T, R>(
  from: Readonly<Record<string, T>>,
  change: (value: T, name: string) => R,
): Record<string, R> {
  // As quick as it gets: a document of a few hundred nodes has thousands of small maps.
  const changed: Record<string, R> = {};
  for (const name in from) changed[name] = change(from[name]!, name);
  return changed;
}
