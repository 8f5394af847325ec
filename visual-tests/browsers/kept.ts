import type { Browser } from 'playwright-core';
import { launchBrowser } from './launch.ts';

/** One browser, started when first needed, used again, and started anew after a crash. */
export interface KeptBrowser {
  get(): Promise<Browser>;
  close(): Promise<void>;
}

/** Each worker of a run keeps its own, so that a crash takes down one case only. */
export function keepBrowser(executable: string): KeptBrowser {
  let current: Promise<Browser> | null = null;
  let closed = false;

  const isUsable = async () => (await current?.catch(() => null))?.isConnected() ?? false;

  return {
    async get() {
      if (!(await isUsable())) current = launchBrowser(executable);
      const browser = await current!;
      if (closed) await browser.close();
      return browser;
    },
    async close() {
      closed = true;
      const browser = await current?.catch(() => null);
      await browser?.close().catch(() => {});
    },
  };
}

/** Stands in where there is no browser: every case that asks for one gets the advice. */
export const missingBrowser = (advice: string): KeptBrowser => ({
  get: () => Promise.reject(new Error(advice)),
  close: async () => {},
});
