import type { Browser } from 'playwright-core';
import { playwright } from './playwright/library.ts';

const args = [
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  '--hide-scrollbars',
  '--disable-gpu',
  // Else what changed is painted over what was there, and a rounded corner depends on how often it was painted.
  '--disable-partial-raster',
  // Animated pictures show their first frame.
  '--blink-settings=imageAnimationPolicy=2',
  // Nothing leaves the machine, whatever a page tries; its own requests are answered before any name is looked up.
  '--host-resolver-rules=MAP * ~NOTFOUND',
];

/** Starts Chromium for steady pictures. Rejects with Playwright's error when it does not start. */
export async function launchBrowser(executable: string): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  return start(executable, !isRoot).catch((problem: unknown) => {
    // Some systems forbid the sandbox to ordinary users; a page still has neither network nor files.
    if (isRoot || !/sandbox/i.test(String(problem))) throw problem;
    return start(executable, false);
  });
}

const start = (executablePath: string, chromiumSandbox: boolean): Promise<Browser> =>
  playwright().chromium.launch({
    executablePath,
    args,
    chromiumSandbox,
    timeout: 30_000,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
