import type { LaunchOptions } from 'playwright-core';
import { guardedStart } from '../guard.ts';
import type { Driver, RunningBrowser, TabSettings } from '../tab.ts';
import { playwrightBrowser } from './browser.ts';
import { playwright } from './library.ts';

/** Playwright's own build of Firefox is told what to do in another way, which knows more. */
export const firefoxDriver = (executable: string): Driver =>
  executable === playwright().firefox.executablePath() ? ownFirefox(executable) : installedFirefox(executable);

const ownFirefox = (executable: string): Driver => ({
  name: 'firefox',
  fixed: () => '',
  cannot: () => [],
  launch: () => start(executable, { firefoxUserPrefs: steady }),
});

/**
 * The Firefox that is installed, by WebDriver BiDi. It takes scheme and motion from its preferences only, and silently
 * ignores print and forced colors.
 */
const installedFirefox = (executable: string): Driver => ({
  name: 'firefox',
  fixed: ({ scheme, media }) => `${scheme} ${media.reducedMotion ? 'still' : 'moving'}`,
  cannot: ({ media }) => [
    ...(media.print ? ['the medium "print" in the Firefox that is installed'] : []),
    ...(media.forcedColors ? ['the medium "forced-colors" in the Firefox that is installed'] : []),
  ],
  launch: (settings) =>
    start(executable, { channel: 'moz-firefox', firefoxUserPrefs: { ...steady, ...fixedBy(settings) } }),
});

async function start(executable: string, options: LaunchOptions): Promise<RunningBrowser> {
  const { path, started } = guardedStart(executable);
  const browser = await playwright().firefox.launch({
    ...options,
    executablePath: path,
    timeout: 60_000,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  return playwrightBrowser('firefox', browser, { kill: started() });
}

const fixedBy = ({ scheme, media }: TabSettings) => ({
  'ui.prefersReducedMotion': media.reducedMotion ? 1 : 0,
  'layout.css.prefers-color-scheme.content-override': scheme === 'dark' ? 0 : 1,
});

const steady = {
  // Animated pictures show their first frame.
  'image.animation_mode': 'none',
  'ui.caretBlinkTime': 0,
  // Scrollbars take no room, as in Chromium.
  'ui.useOverlayScrollbars': 1,
  // Nothing leaves the machine: the page's own requests are answered before any name is looked up.
  'network.dns.disabled': true,
  'network.dns.disablePrefetch': true,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'app.update.enabled': false,
};
