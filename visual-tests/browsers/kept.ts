import type { Browser } from 'playwright-core';
import { launchBrowser } from './launch.ts';

/** One browser, started when first needed, used again, and started anew after it was dropped or has crashed. */
export interface KeptBrowser {
  get(): Promise<Browser>;
  /** Ends the browser; the next `get` starts another. For one that may be on its way out without knowing it yet. */
  drop(): Promise<void>;
  /** Ends the browser for good. */
  close(): Promise<void>;
}

/** Each worker of a run keeps its own, so that a crash takes down one case only. */
export function keepBrowser(executable: string): KeptBrowser {
  let current: Promise<Browser> | null = null;
  let closed = false;

  const running = async () => (await current?.catch(() => null)) ?? null;
  const drop = async () => {
    const browser = await running();
    current = null;
    await browser?.close().catch(() => {});
  };

  return {
    async get() {
      const browser = await running();
      if (closed) throw new Error('The run was stopped.');
      if (browser?.isConnected()) return browser;
      current = launchBrowser(executable);
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
