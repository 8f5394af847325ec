import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bridge } from '#contract';
import { changedMain, type Desktop, launchDesktop } from './launch-desktop.ts';

const root = join(import.meta.dirname, '..', '..');

/** The answer of main to a call from a page. */
const callFrom = (page: Page, name: string, request: unknown = {}) =>
  page.evaluate(
    ([method, sent]) => (window as never as { bridge: Bridge }).bridge.call(method as 'app.about', sent as never),
    [name, request] as const,
  );

/** Opens a second window, with the same preload and page, that main did not open as its own, and calls from there. */
async function callFromStranger({ app }: Desktop, preload: string) {
  const [stranger] = await Promise.all([
    app.waitForEvent('window'),
    app.evaluate(async ({ BrowserWindow }, file) => {
      const window = new BrowserWindow({ webPreferences: { preload: file, sandbox: true, contextIsolation: true } });
      await window.loadURL('app://studio/');
    }, preload),
  ]);
  await stranger.waitForFunction(() => 'bridge' in window);
  return callFrom(stranger, 'app.about');
}

describe('the desktop window (S12)', () => {
  let desktop: Desktop;
  let page: Page;
  beforeAll(async () => {
    desktop = await launchDesktop();
    page = desktop.page;
    await page.waitForSelector('nav');
  });
  afterAll(() => desktop?.close());

  it('shows the app, with the bridge as its only way out', async () => {
    expect(await page.evaluate(() => Object.keys((window as never as { bridge: object }).bridge).sort())).toEqual([
      'call',
      'on',
    ]);
    const nodes = await page.evaluate(() =>
      ['process', 'require', 'module', 'Buffer', 'global'].filter((name) => name in window),
    );
    expect(nodes).toEqual([]);
    expect(await callFrom(page, 'app.about')).toMatchObject({ ok: true, value: { host: 'electron' } });
  });

  it('answers malformed and unknown calls with a failure, not an exception', async () => {
    for (const [name, request] of [
      ['document.open', { path: 5 }],
      ['no.such.call', {}],
      ['constructor', null],
    ] as const) {
      expect(await callFrom(page, name, request)).toMatchObject({ ok: false, failure: { code: 'request/invalid' } });
    }
  });

  it('refuses calls of a window main did not open as its own', async () => {
    const preload = join(root, 'dist', 'main', 'preload.cjs');
    expect(await callFromStranger(desktop, preload)).toMatchObject({ ok: false, failure: { code: 'request/refused' } });
  });

  it('gives frames inside the page no bridge', async () => {
    const bridge = await page.evaluate(async () => {
      const frame = document.createElement('iframe');
      frame.srcdoc = '<p>a preview</p>';
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await loaded;
      const kind = typeof (frame.contentWindow as unknown as { bridge?: unknown }).bridge;
      frame.remove();
      return kind;
    });
    expect(bridge).toBe('undefined');
  });

  it('runs no code from text, and loads nothing from outside', async () => {
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.head.append(script);
      // From a timer: the driver's own call may evaluate text.
      const evaluated = await new Promise((resolve) =>
        setTimeout(() => {
          try {
            // biome-ignore lint/security/noGlobalEval: the policy has to stop exactly this
            resolve(eval('1 + 1'));
          } catch {
            resolve('blocked');
          }
        }),
      );
      const fetched = await fetch('https://example.com/').then(
        () => 'fetched',
        () => 'blocked',
      );
      return { evaluated, fetched, inline: 'inlineRan' in window };
    });
    expect(ran).toEqual({ evaluated: 'blocked', fetched: 'blocked', inline: false });
  });

  it('serves its own files only, and only for reading', async () => {
    const statuses = await page.evaluate(() =>
      Promise.all(
        ['index.html', 'pictures/sha256-x.png', '%2e%2e/main/main.js', '..%2fmain%2fmain.js', 'package.json'].map(
          async (address) => (await fetch(`/${address}`)).status,
        ),
      ),
    );
    expect(statuses).toEqual([200, 404, 404, 404, 404]);
    expect(await page.evaluate(async () => (await fetch('/index.html', { method: 'POST', body: 'x' })).status)).toBe(
      405,
    );
    const headers = await page.evaluate(async () => Object.fromEntries((await fetch('/index.html')).headers));
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  });

  it('grants no permission', async () => {
    const answers = await page.evaluate(async () => {
      const refused = (promise: Promise<unknown>) =>
        promise.then(
          () => 'granted',
          () => 'refused',
        );
      const names = [
        'geolocation',
        'notifications',
        'camera',
        'microphone',
        'midi',
        'clipboard-read',
      ] as PermissionName[];
      return {
        states: await Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state)),
        media: await refused(navigator.mediaDevices.getUserMedia({ audio: true, video: true })),
        screen: await refused(navigator.mediaDevices.getDisplayMedia()),
        place: await refused(new Promise((found, failed) => navigator.geolocation.getCurrentPosition(found, failed))),
        notify: await Notification.requestPermission(),
      };
    });
    expect(new Set(answers.states)).toEqual(new Set(['denied']));
    expect(answers).toMatchObject({ media: 'refused', screen: 'refused', place: 'refused', notify: 'denied' });
  });

  it('stays on its page and opens nothing outside that is not the configured server', async () => {
    const before = page.url();
    await page.evaluate(() => {
      for (const target of ['', '_blank']) {
        const link = Object.assign(document.createElement('a'), { href: 'https://example.com/x', target });
        document.body.append(link);
        link.click();
        link.remove();
      }
      window.open('https://example.com/y');
      window.open('file:///etc/passwd');
      location.href = 'https://example.com/z';
    });
    expect(await callFrom(page, 'app.about')).toMatchObject({ ok: true });
    expect(page.url()).toBe(before);
    const { opened, addresses } = await desktop.app.evaluate(({ BrowserWindow, shell }) => ({
      opened: (shell as never as { _opened?: string[] })._opened ?? [],
      addresses: BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
    }));
    expect(opened).toEqual([]);
    expect(new Set(addresses)).toEqual(new Set(['app://studio/']));
  });

  it('lets the menu do what its keys do', async () => {
    await page.bringToFront();
    await desktop.app.evaluate(({ BrowserWindow, Menu }) => {
      const first = BrowserWindow.getAllWindows()[0];
      Menu.getApplicationMenu()?.getMenuItemById('All Commands…')?.click({}, first);
    });
    await page.getByPlaceholder('What do you want to do?').waitFor();
  });
});

describe('what the double would notice', () => {
  it.each([
    ['sandbox', 'sandbox: true', 'sandbox: false', 'webPreferences.sandbox must be true'],
    ['contextIsolation', 'contextIsolation: true,', '', 'webPreferences.contextIsolation must be true'],
  ])('opens no window without %s', async (_name, from, to, reason) => {
    const { main, remove } = await changedMain(from, to);
    try {
      await expect(launchDesktop({ main })).rejects.toThrow(reason);
    } finally {
      await remove();
    }
  });

  it('fails every call without the sender check', async () => {
    const { main, remove } = await changedMain('if (!isOurs(sender))', 'if (false)');
    const desktop = await launchDesktop({ main });
    try {
      expect(await callFrom(desktop.page, 'app.about')).toMatchObject({
        ok: false,
        failure: { details: expect.stringContaining('without looking at event.senderFrame') },
      });
    } finally {
      await desktop.close();
      await remove();
    }
  });

  it('shows that a stranger would be served, were only the window left out of the check', async () => {
    const { main, remove } = await changedMain('isOurWindow(sender.id) && ', '');
    const desktop = await launchDesktop({ main });
    try {
      const answer = await callFromStranger(desktop, join(main, '..', 'preload.cjs'));
      expect(answer).toMatchObject({ ok: true });
    } finally {
      await desktop.close();
      await remove();
    }
  });
});
