import type { Timers } from './ports.ts';

export interface ReloaderOptions {
  readonly timers: Timers;
  /** Reads these files again; the next ones wait until it is done. */
  readonly reload: (paths: readonly string[]) => Promise<void>;
  /** Milliseconds a file has to be quiet before it is read: editors write in several steps. Default 500. */
  readonly quiet?: number;
}

/** Gathers changes of files: each waits until it is quiet, then all that are ready are reloaded together, in turn (E5). */
export interface Reloader {
  changed(path: string): void;
  stop(): void;
}

export function createReloader({ timers, reload, quiet = 500 }: ReloaderOptions): Reloader {
  const waiting = new Map<string, () => void>();
  const ready = new Set<string>();
  let isReloading = false;
  let isStopped = false;

  const next = async (): Promise<void> => {
    if (isReloading || isStopped || ready.size === 0) return;
    isReloading = true;
    const paths = [...ready].sort();
    ready.clear();
    try {
      await reload(paths);
    } finally {
      isReloading = false;
      void next();
    }
  };
  return {
    changed(path) {
      if (isStopped) return;
      waiting.get(path)?.();
      const settled = () => {
        waiting.delete(path);
        ready.add(path);
        void next();
      };
      waiting.set(path, timers(quiet, settled));
    },
    stop() {
      isStopped = true;
      for (const cancel of waiting.values()) cancel();
      waiting.clear();
    },
  };
}
