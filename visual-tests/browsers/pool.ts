import { type KeptBrowser, keepBrowser, missingBrowser } from './kept.ts';
import type { Driver, TabSettings } from './tab.ts';

/** Browsers of a run: started when first needed, used by one page at a time, replaced when they crash or hang. */
export interface BrowserPool {
  /**
   * Waits its turn, then works with a browser of that name; the one that can show such a page without being started
   * anew comes first. Where there is no such browser, the one handed out says how to get it.
   */
  use<Result>(name: string, settings: TabSettings, work: (browser: KeptBrowser) => Promise<Result>): Promise<Result>;
  /** Ends all browsers for good; whoever waits gets one that says the run was stopped. */
  close(): Promise<void>;
}

export interface PoolOptions {
  /** Every way to get browsers of a name; work is spread over all of them. */
  drivers(name: string): Promise<readonly Driver[]>;
  /** Why there is none of that name, and how to get it. */
  advice(name: string): Promise<string>;
  /** Browsers of one name from one driver. */
  readonly size: number;
}

/** One line of browsers per name. Nothing is looked for or started before it is asked for. */
export function createPool(options: PoolOptions): BrowserPool {
  const lines = new Map<string, Promise<Line>>();
  let closed = false;
  return {
    async use(name, settings, work) {
      const opened = lines.get(name) ?? openLine(name, options);
      lines.set(name, opened);
      const line = await opened;
      // Whoever came while the browsers were looked for must not start one after the end.
      if (closed) line.close();
      return line.use(settings, work);
    },
    async close() {
      closed = true;
      await Promise.all([...lines.values()].map(async (line) => (await line.catch(() => null))?.close()));
    },
  };
}

interface Line extends Pick<KeptBrowser, 'close'> {
  use<Result>(settings: TabSettings, work: (browser: KeptBrowser) => Promise<Result>): Promise<Result>;
}

async function openLine(name: string, { drivers, advice, size }: PoolOptions): Promise<Line> {
  const ways = await drivers(name);
  if (ways.length === 0) {
    const missing = missingBrowser(await advice(name));
    return { use: (_, work) => work(missing), close: missing.close };
  }
  // The first of each driver before the second of any: one remote machine is not filled before the next has work.
  const all = Array.from({ length: size }, () => ways.map(keepBrowser)).flat();
  const idle = new Set(all);
  const waiting: (() => void)[] = [];
  return {
    async use(settings, work) {
      while (idle.size === 0) await new Promise<void>((resolve) => waiting.push(resolve));
      const browser = fitting([...idle], settings);
      idle.delete(browser);
      try {
        return await work(browser);
      } finally {
        idle.add(browser);
        waiting.shift()?.();
      }
    },
    close: async () => void (await Promise.all(all.map((browser) => browser.close()))),
  };
}

/** One that runs and fits, else one that was never started, else any. */
function fitting(idle: readonly KeptBrowser[], settings: TabSettings): KeptBrowser {
  const rank = { fits: 0, idle: 1, differs: 2 };
  return idle.toSorted((a, b) => rank[a.state(settings)] - rank[b.state(settings)])[0]!;
}
