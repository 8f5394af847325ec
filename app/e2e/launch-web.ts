import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser } from '#visual';
import { startWebHost, type WebHost } from '../../main/host/web/start-web-host.ts';

/** The app on the web host, in a real browser, on data of its own. */
export interface WebStudio {
  readonly host: WebHost;
  readonly browser: Browser;
  readonly page: Page;
  /** Errors the page met, scripts and console alike; a good run has none. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

export interface WebStudioOptions {
  /** Project folder; the sample project by default. */
  readonly project?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
}

/** Starts host and browser and opens the window. `dist/app` must have been built. */
export async function launchWeb(options: WebStudioOptions = {}): Promise<WebStudio> {
  const { project = null, viewport = { width: 1440, height: 900 }, colorScheme = 'light' } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'studio-web-'));
  const host = await startWebHost({ project, dataDir });
  const browser = await launchChromium();
  const errors: string[] = [];
  const page = await browser.newPage({ viewport, colorScheme });
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  const close = async () => {
    await browser.close();
    await host.close();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    await page.goto(host.url);
    await page.getByRole('complementary', { name: 'Explorer' }).waitFor();
    return { host, browser, page, errors, close };
  } catch (problem) {
    // Nobody else knows of them yet.
    await close();
    throw problem;
  }
}

/** The browser that takes the pictures of visual tests also runs the window. */
export async function launchChromium(): Promise<Browser> {
  const found = await findBrowser('chromium');
  if (!found?.executable) throw new Error(found?.advice ?? 'No Chromium was found.');
  return chromium.launch({
    executablePath: found.executable,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
  });
}
