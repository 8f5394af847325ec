import type { Driver, RunningBrowser, TabSettings } from './tab.ts';

/** One browser, started when first needed, used again, and started anew after it was dropped or has crashed. */
export interface KeptBrowser {
  /** A browser that can show pages like that: the running one, unless what is fixed in it differs. */
  get(settings: TabSettings): Promise<RunningBrowser>;
  /** Ends the browser; the next `get` starts another. For one that may be on its way out without knowing it yet. */
  drop(): Promise<void>;
  /** Ends the browser for good. */
  close(): Promise<void>;
}

/** Each worker of a run keeps its own, so that a crash takes down one case only. */
export function keepBrowser(driver: Driver): KeptBrowser {
  let current: Promise<RunningBrowser> | null = null;
  let fixed = '';
  let closed = false;

  const running = async () => (await current?.catch(() => null)) ?? null;
  const drop = async () => {
    const browser = await running();
    current = null;
    await browser?.close();
  };

  return {
    async get(settings) {
      const browser = await running();
      if (closed) throw new Error('The run was stopped.');
      const wanted = driver.fixed(settings);
      if (browser?.isRunning() && fixed === wanted) return browser;
      await drop();
      fixed = wanted;
      current = driver.launch(settings);
      return current;
    },
    drop,
    async close() {
      closed = true;
      await drop();
    },
  };
}

/** Stands in where there is no browser: every case that asks for one gets the advice. */
export const missingBrowser = (advice: string): KeptBrowser => ({
  get: () => Promise.reject(new Error(advice)),
  drop: async () => {},
  close: async () => {},
});
