import type { BrowserName, Driver, TabSettings } from '../tab.ts';
import { webDriverBrowser } from '../webdriver/browser.ts';
import { servePages } from '../webdriver/page-server.ts';
import { openSession, type Session } from '../webdriver/session.ts';
import { checked } from './check.ts';
import { reach } from './connect.ts';
import type { Remote } from './remotes.ts';

/**
 * A browser behind a W3C WebDriver endpoint: a driver somebody started, Selenium Grid, Safari. Its pages come from
 * here: it must be able to reach this machine. It is told to take us for its proxy; Safari cannot be, and gets pages
 * whose policy forbids all other addresses.
 */
export const webDriverEndpoint = ({ name, address }: Remote): Driver =>
  checked({ name, fixed, cannot: () => [], launch: (settings) => launchAt(name, address, settings) }, address);

const fixed = ({ viewport, scheme, media }: TabSettings): string =>
  [viewport.dpr, scheme, media.reducedMotion ? 'still' : 'moving'].join(' ');

/** A session there, and a server for its pages here. `ended`: how to learn that the browser went, where there is a way. */
export async function launchAt(
  name: BrowserName,
  address: string,
  settings: TabSettings,
  {
    gone = new Promise<void>(() => {}),
    end = async () => {},
  }: { gone?: Promise<void>; end?: () => Promise<void> } = {},
) {
  const { localAddress } = await reach(address);
  const pages = await servePages(localAddress.replace(/^::ffff:/, ''));
  let session: Session | null = null;
  try {
    session = await openSession(address, { unhandledPromptBehavior: 'dismiss' }, wishes(name, pages.address, settings));
    const takesProxy = !/safari/i.test(String(session.capabilities['browserName']));
    if (!takesProxy) pages.closeByPolicy();
    const opened = session;
    const close = async () => {
      await opened.close();
      await pages.close();
      await end();
    };
    const origin = takesProxy ? {} : { origin: `http://${pages.address}` };
    const platform = String(session.capabilities['platformName'] ?? 'remote');
    return webDriverBrowser({ name, session, pages, gone, close, platform, ...origin });
  } catch (problem) {
    await session?.close();
    await pages.close();
    await end();
    throw problem;
  }
}

/** What may be there under a name, best first; the endpoint takes the first it has. */
function wishes(name: BrowserName, proxyAddress: string, settings: TabSettings): readonly object[] {
  const proxy = { proxyType: 'manual', httpProxy: proxyAddress, sslProxy: proxyAddress };
  const chromium = { args: chromiumArguments(settings) };
  const all: Readonly<Record<BrowserName, readonly object[]>> = {
    chromium: [{ browserName: 'chrome', proxy, 'goog:chromeOptions': chromium }],
    chrome: [{ browserName: 'chrome', proxy, 'goog:chromeOptions': chromium }],
    edge: [{ browserName: 'MicrosoftEdge', proxy, 'ms:edgeOptions': chromium }],
    firefox: [{ browserName: 'firefox', proxy, 'moz:firefoxOptions': firefoxOptions(settings) }],
    webkit: [{ browserName: 'MiniBrowser', proxy }, { browserName: 'safari' }],
  };
  return all[name];
}

const chromiumArguments = ({ viewport, scheme, media }: TabSettings) => [
  '--headless=new',
  '--hide-scrollbars',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  `--force-device-scale-factor=${viewport.dpr}`,
  `--blink-settings=preferredColorScheme=${scheme === 'dark' ? 0 : 1},imageAnimationPolicy=2`,
  ...(media.reducedMotion ? ['--force-prefers-reduced-motion'] : []),
  // Its own machine is no exception: pages there are none of ours.
  '--proxy-bypass-list=<-loopback>',
];

const firefoxOptions = ({ viewport, scheme, media }: TabSettings) => ({
  args: ['-headless'],
  prefs: {
    'layout.css.devPixelsPerPx': String(viewport.dpr),
    'layout.css.prefers-color-scheme.content-override': scheme === 'dark' ? 0 : 1,
    'ui.prefersReducedMotion': media.reducedMotion ? 1 : 0,
    'ui.useOverlayScrollbars': 1,
    'image.animation_mode': 'none',
    'network.proxy.allow_hijacking_localhost': true,
  },
});
