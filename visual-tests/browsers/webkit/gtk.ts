import { here } from '../find.ts';
import { guarded } from '../guard.ts';
import type { Driver, TabSettings } from '../tab.ts';
import { webDriverBrowser } from '../webdriver/browser.ts';
import { servePages } from '../webdriver/page-server.ts';
import { openSession } from '../webdriver/session.ts';
import { webkitParts } from './find.ts';
import { startDriver } from './process.ts';
import { openScreen } from './xvfb.ts';

/**
 * The WebKit of a Linux distribution: its small browser, by its WebDriver, on a screen nobody sees. One driver has one
 * session, so each browser has its own driver and its own screen, and a crash takes down one of them only.
 */
export const gtkWebkitDriver = (executable: string): Driver => ({
  name: 'webkit',
  fixed: ({ viewport, timeZone, scheme, media }) =>
    [viewport.dpr, timeZone, scheme, media.reducedMotion ? 'still' : 'moving'].join(' '),
  cannot: ({ viewport, media }) => [
    ...(media.print ? ['the medium "print" in the WebKit of this system'] : []),
    ...(media.forcedColors ? ['the medium "forced-colors" in WebKit'] : []),
    ...(Number.isInteger(viewport.dpr) ? [] : [`${viewport.dpr} device pixels per pixel in the WebKit of this system`]),
  ],
  async launch(settings) {
    const parts = webkitParts(executable, here);
    if (!parts) throw new Error('its small browser (MiniBrowser) or its screen (Xvfb) is missing.');
    const ending: (() => unknown)[] = [];
    const end = async () => {
      for (const close of ending.splice(0).reverse()) await close();
    };
    try {
      const screen = await openScreen(parts.xvfb);
      ending.push(screen.close);
      const pages = await servePages();
      ending.push(pages.close);
      const driver = await startDriver(parts.driver, {
        env: environment(settings, screen.display),
        files: { 'config/gtk-3.0/settings.ini': gtkSettings(settings), 'config/gtk-3.0/gtk.css': narrowWindow },
      });
      ending.push(driver.close);
      const [binary, args] = guarded(parts.miniBrowser, [
        '--automation',
        `--proxy=http://${pages.address}`,
        ...(settings.scheme === 'dark' ? ['--dark-mode'] : []),
      ]);
      const session = await openSession(driver.endpoint, {
        unhandledPromptBehavior: 'dismiss',
        'webkitgtk:browserOptions': {
          binary,
          args,
        },
      });
      ending.push(session.close);
      return webDriverBrowser({ name: 'webkit', session, pages, gone: driver.ended, close: end, kill: driver.close });
    } catch (problem) {
      await end();
      throw problem;
    }
  },
});

const environment = ({ viewport, timeZone }: TabSettings, display: string) => ({
  DISPLAY: display,
  TZ: timeZone,
  // A language of its own would have to be installed; what pages see of it is set in them.
  LANG: 'en_US.UTF-8',
  LANGUAGE: 'en_US',
  GDK_BACKEND: 'x11',
  GDK_SCALE: String(viewport.dpr),
  GSETTINGS_BACKEND: 'memory',
  NO_AT_BRIDGE: '1',
  LIBGL_ALWAYS_SOFTWARE: '1',
  // Pages with overlays are painted in tiles, some by a graphics processor and some not, whichever is free: the same
  // page then differs by a step of color here and there.
  WEBKIT_SKIA_ENABLE_CPU_RENDERING: '1',
  WEBKIT_SKIA_CPU_PAINTING_THREADS: '0',
});

const gtkSettings = ({ media }: TabSettings): string =>
  [
    '[Settings]',
    `gtk-enable-animations=${media.reducedMotion ? 0 : 1}`,
    'gtk-cursor-blink=0',
    'gtk-overlay-scrolling=1',
    'gtk-xft-antialias=1',
    'gtk-xft-hinting=0',
    'gtk-xft-rgba=none',
    'gtk-xft-dpi=98304',
    '',
  ].join('\n');

/** Without it the tool bar keeps the window wider than a telephone. */
const narrowWindow = `headerbar, toolbar, entry, button, toolitem, box, stack, notebook, tab {
  min-width: 0; min-height: 0; padding: 0; margin: 0; border: 0;
}
entry, toolbar * { font-size: 1px; -gtk-icon-transform: scale(0); }
`;
