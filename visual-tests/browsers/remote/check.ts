import type { Driver, RunningBrowser, Tab, TabSettings } from '../tab.ts';

/**
 * The same driver, but every tab is asked first whether it shows pages as it should: how a browser elsewhere was
 * started is not in our hands, and a picture taken under other conditions would be compared all the same.
 */
export const checked = (driver: Driver, address: string): Driver => ({
  ...driver,
  launch: async (settings) => checkedBrowser(await driver.launch(settings), address),
});

const checkedBrowser = (browser: RunningBrowser, address: string): RunningBrowser => ({
  ...browser,
  async open(settings, content) {
    const tab = await browser.open(settings, content);
    const wrong = await wrongWith(tab, settings);
    if (wrong.length === 0) return tab;
    await tab.close();
    throw new Error(`The browser at ${address} ${wrong.join(', ')}. Start it as the case asks, or take the case out.`);
  },
});

async function wrongWith(tab: Tab, { viewport, scheme, timeZone, media }: TabSettings): Promise<readonly string[]> {
  const shown = await tab.run(conditions, null);
  return [
    shown.dpr === viewport.dpr ? null : `draws ${shown.dpr} device pixels per pixel, not ${viewport.dpr}`,
    shown.scheme === scheme ? null : `shows pages in ${shown.scheme} colors, not ${scheme}`,
    shown.still === media.reducedMotion ? null : `${shown.still ? 'reduces' : 'does not reduce'} motion`,
    shown.timeZone === timeZone ? null : `has its clock in ${shown.timeZone}, not ${timeZone}`,
    shown.print === media.print ? null : 'does not show pages as printed',
    shown.forced === media.forcedColors ? null : 'does not force colors',
  ].filter((sentence) => sentence !== null);
}

/** In the page. */
const conditions = () => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    dpr: devicePixelRatio,
    scheme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
    still: matchMedia('(prefers-reduced-motion: reduce)').matches,
    timeZone: /^(Etc\/)?(UTC|GMT|UCT|Universal|Zulu)$/.test(zone) ? 'UTC' : zone,
    print: matchMedia('print').matches,
    forced: matchMedia('(forced-colors: active)').matches,
  };
};
