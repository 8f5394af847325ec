/**
 * Lets only the newest task per key count. A newer one answers all older ones with `superseded` at once, and those that
 * did not start yet never do.
 */
export function newestWins<Answer>(superseded: Answer) {
  const running = new Map<string, { readonly replace: () => void }>();
  const waiting = new Map<string, { readonly start: () => void; readonly replace: () => void }>();

  function begin(
    key: string,
    task: () => Promise<Answer>,
    resolve: (answer: Answer) => void,
    reject: (error: unknown) => void,
  ) {
    running.set(key, { replace: () => resolve(superseded) });
    task()
      .then(resolve, reject)
      .finally(() => {
        running.delete(key);
        const next = waiting.get(key);
        waiting.delete(key);
        next?.start();
      });
  }

  return (key: string, task: () => Promise<Answer>): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const before = running.get(key);
      if (!before) return begin(key, task, resolve, reject);
      before.replace();
      waiting.get(key)?.replace();
      waiting.set(key, { start: () => begin(key, task, resolve, reject), replace: () => resolve(superseded) });
    });
}
