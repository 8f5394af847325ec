/** Whether somebody waits for it, or it is loaded in case somebody will. */
export type Priority = 'asked' | 'ahead';

/** Loads by name, a few at the same time: what is asked for goes before what is loaded ahead. */
export interface LoadQueue<T> {
  /** A name that waits or is being loaded is loaded once; asking for it moves it forward. */
  add(name: string, priority: Priority): Promise<T>;
  has(name: string): boolean;
}

interface Entry<T> extends PromiseWithResolvers<T> {
  readonly name: string;
  priority: Priority;
}

/** `load` must not reject. */
export function createLoadQueue<T>(atOnce: number, load: (name: string) => Promise<T>): LoadQueue<T> {
  const entries = new Map<string, Entry<T>>();
  const waiting: Entry<T>[] = [];
  let running = 0;

  const next = (): void => {
    while (running < atOnce && waiting.length > 0) {
      const asked = waiting.findIndex(({ priority }) => priority === 'asked');
      const [entry] = waiting.splice(Math.max(0, asked), 1);
      if (entry) void run(entry);
    }
  };
  const run = async (entry: Entry<T>): Promise<void> => {
    running += 1;
    const result = await load(entry.name);
    running -= 1;
    entries.delete(entry.name);
    entry.resolve(result);
    next();
  };
  return {
    add(name, priority) {
      const known = entries.get(name);
      if (known) {
        if (priority === 'asked') known.priority = 'asked';
        return known.promise;
      }
      const entry = { ...Promise.withResolvers<T>(), name, priority };
      entries.set(name, entry);
      waiting.push(entry);
      next();
      return entry.promise;
    },
    has: (name) => entries.has(name),
  };
}
