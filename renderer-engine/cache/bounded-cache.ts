/** Keeps the most recently used values, up to a number of them. */
export interface BoundedCache<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  /** Keeps that share of its values, the most recently used ones. */
  shrink(share: number): void;
}

export function boundedCache<V>(most: number): BoundedCache<V> {
  // A Map remembers the order of insertion, so the first key is the one unused for longest.
  const values = new Map<string, V>();
  return {
    get(key) {
      const value = values.get(key);
      if (value === undefined) return undefined;
      values.delete(key);
      values.set(key, value);
      return value;
    },
    set(key, value) {
      values.delete(key);
      values.set(key, value);
      if (values.size > most) values.delete(values.keys().next().value!);
    },
    shrink(share) {
      const wanted = Math.floor(values.size * share);
      for (const key of values.keys()) {
        if (values.size <= wanted) break;
        values.delete(key);
      }
    },
  };
}
