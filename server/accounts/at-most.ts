/** Runs so many tasks at once and lets so many wait; whoever comes then gets null at once. */
export function atMost({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }) {
  let running = 0;
  const queue: (() => void)[] = [];
  return async <Value>(task: () => Promise<Value>): Promise<Value | null> => {
    if (running >= atOnce) {
      if (queue.length >= waiting) return null;
      // Whoever is done hands over its place, so that nobody overtakes.
      await new Promise<void>((resolve) => queue.push(resolve));
    } else running += 1;
    try {
      return await task();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
