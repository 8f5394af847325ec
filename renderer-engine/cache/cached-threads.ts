import type { Threads, ThreadTask } from '../pipeline/threads.ts';
import type { LayeredCache } from './layered-cache.ts';

/** What decides an answer, and how answers are written and read. */
export interface CachedThreadsOptions<Request, Answer> {
  readonly cache: LayeredCache;
  /** Same key, same answer. */
  readonly keyOf: (request: Request) => string;
  /** Null: this answer is not kept. */
  readonly write: (answer: Answer, request: Request) => string | null;
  /** Null for what was kept by others and cannot be read; it counts as a miss. */
  readonly read: (text: string) => Answer | null;
}

/** Threads that are only asked what no cache knows. Caches never fail a task: what fails in them is a miss. */
export function cachedThreads<Request, Answer>(
  threads: Threads<Request, Answer>,
  { cache, keyOf, write, read }: CachedThreadsOptions<Request, Answer>,
): Threads<Request, Answer> {
  const writing = new Set<Promise<void>>();
  /** Nobody waits for it but whoever closes. */
  const keep = (key: string, text: string): void => {
    const written: Promise<void> = cache.set(key, text).finally(() => writing.delete(written));
    writing.add(written);
  };
  return {
    count: threads.count,
    get room() {
      return threads.room;
    },
    run(request) {
      let canceled = false;
      let task: ThreadTask<Answer> | null = null;
      const answer = async (): Promise<Answer> => {
        const key = keyOf(request);
        const kept = await cache.get(key);
        const known = kept === undefined ? null : read(kept);
        if (known !== null) return known;
        task = threads.run(request);
        if (canceled) task.cancel();
        const made = await task.answer;
        const text = write(made, request);
        if (text !== null) keep(key, text);
        return made;
      };
      return {
        answer: answer(),
        cancel() {
          canceled = true;
          task?.cancel();
        },
        milliseconds: () => task?.milliseconds?.() ?? null,
      };
    },
    async close() {
      await threads.close();
      await Promise.all(writing);
    },
  };
}
