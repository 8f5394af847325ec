import { firefox } from 'playwright-core';
import type { Driver, TabSettings } from '../tab.ts';
import { playwrightBrowser } from './browser.ts';

/**
 * The Firefox that is installed, by WebDriver BiDi. It takes scheme and motion from its preferences only, and silently
 * ignores print and forced colors.
 */
export const firefoxDriver = (executable: string): Driver => ({
  name: 'firefox',
  fixed: ({ scheme, media }) => `${scheme} ${media.reducedMotion ? 'still' : 'moving'}`,
  cannot: ({ media }) => [
    ...(media.print ? ['the medium "print" in Firefox'] : []),
    ...(media.forcedColors ? ['the medium "forced-colors" in Firefox'] : []),
  ],
  async launch(settings) {
    const browser = await firefox.launch({
      executablePath: executable,
      channel: 'moz-firefox',
      firefoxUserPrefs: preferences(settings),
      timeout: 60_000,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    return playwrightBrowser('firefox', browser);
  },
});

const preferences = ({ scheme, media }: TabSettings) => ({
  'ui.prefersReducedMotion': media.reducedMotion ? 1 : 0,
  'layout.css.prefers-color-scheme.content-override': scheme === 'dark' ? 0 : 1,
  // Animated pictures show their first frame.
  'image.animation_mode': 'none',
  'ui.caretBlinkTime': 0,
  // Scrollbars take no room, as in Chromium.
  'widget.gtk.overlay-scrollbars.enabled': true,
  'ui.useOverlayScrollbars': 1,
  // Nothing leaves the machine: the page's own requests are answered before any name is looked up.
  'network.dns.disabled': true,
  'network.dns.disablePrefetch': true,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'app.update.enabled': false,
  'gfx.font_rendering.fontconfig.max_generic_substitutions': 127,
});
