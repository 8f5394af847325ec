import { type Browser, firefox } from 'playwright-core';
import { guardedProgram } from '../guard.ts';
import type { Driver, TabSettings } from '../tab.ts';
import { playwrightBrowser } from './browser.ts';

/** Playwright's own build of Firefox is told what to do in another way, which knows more. */
export const firefoxDriver = (executable: string): Driver =>
  executable === firefox.executablePath() ? ownFirefox(executable) : installedFirefox(executable);

const ownFirefox = (executable: string): Driver => ({
  name: 'firefox',
  fixed: () => '',
  cannot: () => [],
  launch: async () => playwrightBrowser('firefox', await start(executable, { firefoxUserPrefs: steady })),
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
  launch: async (settings) =>
    playwrightBrowser(
      'firefox',
      await start(executable, { channel: 'moz-firefox', firefoxUserPrefs: { ...steady, ...fixedBy(settings) } }),
    ),
});

const start = async (executable: string, options: Parameters<typeof firefox.launch>[0]): Promise<Browser> =>
  firefox.launch({
    ...options,
    executablePath: guardedProgram(executable),
    timeout: 60_000,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });

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
