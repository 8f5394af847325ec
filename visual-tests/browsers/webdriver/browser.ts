import { type BrowserName, pageOrigin, type RunningBrowser, thisPlatform } from '../tab.ts';
import type { PageServer } from './page-server.ts';
import type { Session } from './session.ts';
import { openTab } from './tab.ts';

export interface WebDriverBrowser {
  readonly name: BrowserName;
  readonly session: Session;
  readonly pages: PageServer;
  /** Where pages are loaded from; another than `pageOrigin` where the browser takes no proxy. */
  readonly origin?: string;
  /** Where it runs, where that is not here. */
  readonly platform?: string;
  /** Resolves when the browser ended, whatever the reason. */
  readonly gone: Promise<void>;
  /** Ends everything that was started for it. */
  close(): Promise<void>;
  /** Ends the process of its driver, where that is ours. */
  kill?(): Promise<void>;
}

/** A browser that is driven by W3C WebDriver; it shows one tab at a time. */
export function webDriverBrowser(options: WebDriverBrowser): RunningBrowser {
  const { name, session, pages, origin = pageOrigin, platform = thisPlatform, gone } = options;
  let isGone = false;
  void gone.then(() => {
    isGone = true;
  });
  const close = async () => {
    isGone = true;
    await options.close().catch(() => {});
  };
  const isRunning = () => !isGone && session.isOpen();
  return {
    name,
    build: `${name} ${session.capabilities['browserVersion'] ?? 'of unknown version'}`,
    platform,
    isRunning,
    open: (settings, content) => openTab({ session, pages, origin, gone }, settings, content),
    close,
    async kill() {
      await options.kill?.().catch(() => {});
      await close();
    },
  };
}
