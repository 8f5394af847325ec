import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sizeOfPng } from '../../diff/png.ts';
import { driversOf, openPool } from '../drivers.ts';
import { findBrowser, here } from '../find.ts';
import { browserProcesses } from '../processes.testing.ts';
import type { RunningBrowser, TabSettings } from '../tab.ts';
import { webDriverBrowser } from '../webdriver/browser.ts';
import { servePages } from '../webdriver/page-server.ts';
import { openSession } from '../webdriver/session.ts';
import { type DriverProcess, startDriver } from '../webkit/process.ts';
import { openScreen, type Screen } from '../webkit/xvfb.ts';
import { remotesFrom } from './remotes.ts';

const settings: TabSettings = {
  viewport: { width: 400, height: 300, dpr: 1 },
  locale: 'en-US',
  timeZone: 'UTC',
  scheme: 'light',
  media: { print: false, forcedColors: false, reducedMotion: true },
};
const from = (list: string) => ({ ...here, env: { ...process.env, STUDIO_BROWSERS: list } });
const html = `<!doctype html><title>far</title><body style="margin:0"><div style="height:450px"></div>
  <img src="http://images.elsewhere.test/a.png"></body>`;

async function show(browser: RunningBrowser, wanted = settings) {
  const tab = await browser.open(wanted, {
    answer: async ({ path }) =>
      path === '/' ? { headers: { 'content-type': 'text/html' }, body: html } : { status: 404, headers: {}, body: '' },
  });
  try {
    await tab.go('/', 20_000);
    const title = await tab.run(() => document.title, null);
    const [width, height] = sizeOfPng(await tab.screenshot());
    await expect.poll(tab.refused).toEqual(['http://images.elsewhere.test/a.png']);
    return { title, width, tall: height > 450 };
  } finally {
    await tab.close();
  }
}
const far = { title: 'far', width: 400, tall: true };

describe('remotesFrom (T8)', () => {
  it('reads names and addresses, and says which entry is none', () => {
    expect(remotesFrom({})).toEqual([]);
    expect(remotesFrom({ STUDIO_BROWSERS: 'webkit=http://grid:4444, webkit=here,firefox=wss://farm/x' })).toEqual([
      { name: 'webkit', address: 'http://grid:4444' },
      { name: 'webkit', address: 'here' },
      { name: 'firefox', address: 'wss://farm/x' },
    ]);
    for (const bad of ['netscape=http://a', 'webkit', 'webkit=there', 'webkit=file:///etc/passwd', '=http://a'])
      expect(remotesFrom({ STUDIO_BROWSERS: bad })).toMatch(/^STUDIO_BROWSERS: ".*" is no (entry|address)\. Write /);
  });

  it('says which address does not answer instead of quietly taking the browser of this machine', async () => {
    const found = await findBrowser('chromium', from('chromium=ws://127.0.0.1:1'));
    expect(found).toMatchObject({ found: false, executable: null });
    expect(found.advice).toMatch(/ws:\/\/127\.0\.0\.1:1 does not answer \(.*ECONNREFUSED.*\)/);
    expect(await findBrowser('firefox', from('nonsense'))).toMatchObject({ found: false });
  });
});

describe('a Playwright server by WebSocket (T8)', { timeout: 60_000 }, () => {
  it('takes pictures there, spread over all of them, and ends nothing but its own connections', async () => {
    const executablePath = (await findBrowser('chromium')).executable!;
    const servers = await Promise.all(
      [1, 2].map(() => chromium.launchServer({ executablePath, args: ['--no-sandbox'], host: '127.0.0.1' })),
    );
    const list = servers.map((server) => `chromium=${server.wsEndpoint()}`).join();
    const found = await findBrowser('chromium', from(list));
    expect(found).toMatchObject({ found: true, executable: null });
    const before = process.env['STUDIO_BROWSERS'];
    process.env['STUDIO_BROWSERS'] = list;
    const pool = openPool({ size: 1 });
    try {
      const seen = new Set<RunningBrowser>();
      const both = Promise.withResolvers<void>();
      const take = () =>
        pool.use('chromium', settings, async (kept) => {
          const browser = await kept.get(settings);
          seen.add(browser);
          if (seen.size === 2) both.resolve();
          await both.promise;
          expect(browser.platform).toBe('remote');
          return show(browser);
        });
      expect(await Promise.all([take(), take()])).toEqual([far, far]);
    } finally {
      await pool.close();
      if (before === undefined) delete process.env['STUDIO_BROWSERS'];
      else process.env['STUDIO_BROWSERS'] = before;
    }
    expect(servers.map((server) => server.process().exitCode)).toEqual([null, null]);
    await Promise.all(servers.map((server) => server.close()));
  });
});

describe('a W3C WebDriver endpoint by its address (T8)', { timeout: 60_000 }, () => {
  let screen: Screen;
  let driver: DriverProcess;
  beforeAll(async () => {
    screen = await openScreen('/usr/bin/Xvfb');
    const file = '[Settings]\ngtk-enable-animations=0\n';
    driver = await startDriver((await findBrowser('webkit')).executable!, {
      env: { DISPLAY: screen.display, TZ: 'UTC', LANG: 'en_US.UTF-8', GSETTINGS_BACKEND: 'memory', NO_AT_BRIDGE: '1' },
      files: { 'config/gtk-3.0/settings.ini': file },
    });
  });
  afterAll(async () => {
    await driver?.close();
    screen?.close();
  });
  const theDriver = async () => driversOf(await findBrowser('webkit', from(`webkit=${driver.endpoint}`)))[0]!;
  const wide = { ...settings, viewport: { width: 600, height: 300, dpr: 1 } };

  it('takes pictures there with the network closed, and leaves the endpoint free for the next', async () => {
    for (let round = 0; round < 2; round++) {
      const browser = await (await theDriver()).launch(wide);
      expect(browser.build).toMatch(/^webkit \d/);
      expect(await show(browser, wide)).toEqual({ ...far, width: 600 });
      await browser.close();
    }
  });

  it('refuses to take a picture under other conditions than asked for', async () => {
    const browser = await (await theDriver()).launch(wide);
    const dark = { ...wide, scheme: 'dark', timeZone: 'Asia/Tokyo' } as const;
    await expect(show(browser, dark)).rejects.toThrow(
      /shows pages in light colors, not dark, has its clock in \S+, not Asia\/Tokyo\. Start it as the case asks/,
    );
    await browser.close();
  });

  it('closes the network by a policy of the page where a browser takes no proxy, as Safari', async () => {
    const pages = await servePages();
    pages.closeByPolicy();
    const session = await openSession(driver.endpoint, {});
    const close = async () => {
      await session.close();
      await pages.close();
    };
    const origin = `http://${pages.address}`;
    const browser = webDriverBrowser({ name: 'webkit', session, pages, origin, gone: new Promise(() => {}), close });
    expect(await show(browser, wide)).toEqual({ ...far, width: 600 });
    await browser.close();
  });

  it('says what is wrong with an address that does not speak WebDriver', async () => {
    const pages = await servePages();
    const [other] = driversOf(await findBrowser('webkit', from(`webkit=http://${pages.address}`)));
    await expect(other!.launch(settings)).rejects.toThrow('does not speak WebDriver');
    await pages.close();
    await expect(other!.launch(settings)).rejects.toThrow(/ECONNREFUSED/);
  });

  it('leaves no process behind', async () => {
    await driver.close();
    screen.close();
    await expect.poll(browserProcesses).toEqual([]);
  });
});
