import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, firefox, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { AtEnd } from './temporary-server.ts';

const executablePath = '/usr/bin/chromium';

/** Whether this machine has the browser that these tests need. */
export const hasChromium = existsSync(executablePath);

export const launchChromium = async (atEnd: AtEnd = onTestFinished): Promise<Browser> => {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  atEnd(() => browser.close());
  return browser;
};

const firefoxPath = '/usr/bin/firefox-esr';

/** Whether this machine has the second browser, which set-up installs where it can. */
export const hasFirefox = existsSync(firefoxPath);

export const launchFirefox = async (atEnd: AtEnd = onTestFinished): Promise<Browser> => {
  const browser = await firefox.launch({ executablePath: firefoxPath, channel: 'moz-firefox' });
  atEnd(() => browser.close());
  return browser;
};

export interface Visit {
  readonly tab: Page;
  /** What the browser complained about. */
  readonly problems: readonly string[];
}

/** A visitor with a browser profile of their own. A refusal of the server is no problem of the page. */
export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  const tab = await context.newPage();
  tab.setDefaultTimeout(10_000);
  const problems: string[] = [];
  tab.on('console', (message) => {
    if (message.type() === 'error' && !/^Failed to load resource/.test(message.text())) problems.push(message.text());
  });
  tab.on('pageerror', (error) => problems.push(error.message));
  return { tab, problems };
}
