import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sizeOfPng } from '../diff/png.ts';
import { driversOf } from './drivers.ts';
import { findBrowser } from './find.ts';
import { browserProcesses } from './processes.testing.ts';
import type { Answered, Asked, RunningBrowser, Tab, TabSettings } from './tab.ts';

const settings: TabSettings = {
  viewport: { width: 400, height: 300, dpr: 2 },
  locale: 'de-DE',
  timeZone: 'Asia/Tokyo',
  scheme: 'dark',
  media: { print: false, forcedColors: false, reducedMotion: true },
};
const text = (type: string, body: string): Answered => ({ headers: { 'content-type': type }, body });
const files: Readonly<Record<string, Answered>> = {
  '/': {
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "script-src 'self'" },
    body: `<!-- a comment --><!doctype html><html lang="de"><head><title>t</title><script src="/page.js"></script>
      <link rel="stylesheet" href="/page.css"></head><body><div id="top">stays</div><input id="name"><button id="go">Go</button>
      <div id="hero"></div><div id="corner"></div><img src="http://images.elsewhere.test/a.png"><iframe src="http://127.0.0.1:9/frame"></iframe>
      <img src="https://secret.elsewhere.test/b.png"></body></html>`,
  },
  '/page.js': text(
    'text/javascript',
    `window.sawBefore = window.before; window.had = [document.cookie, localStorage.getItem('kept')];
     document.cookie = 'kept=1'; localStorage.setItem('kept', '1');
     addEventListener('load', () => { go.onclick = () => { go.dataset.clicks = 1 + Number(go.dataset.clicks ?? 0) } });
     new WebSocket('ws://sockets.elsewhere.test/x');
     fetch('/data?q=1', { method: 'POST', body: 'sent' });`,
  ),
  '/page.css': text(
    'text/css',
    'body { margin: 0 } #top { position: sticky; top: 0; height: 20px } #hero { height: 100vh } img, iframe { display: block; width: 10px; height: 10px; border: 0 } #corner { position: fixed; right: 0; bottom: 0; width: 10px; height: 10px; background: rgb(0, 255, 0) } input, button { display: block; width: 100px; height: 30px; margin: 0; border: 0; padding: 0 } button:hover { background: red }',
  ),
};

describe.each(['chromium', 'firefox', 'webkit'] as const)('a tab of %s (T1, T2)', (name) => {
  let browser: RunningBrowser;
  let tab: Tab;
  const asked: Asked[] = [];
  const open = () =>
    browser.open(settings, {
      answer: async (request) => {
        asked.push(request);
        return files[request.path.split('?')[0]!] ?? { status: 404, headers: {}, body: '' };
      },
      before: { task: (value: string) => Object.assign(globalThis, { before: value }), argument: 'ran' },
    });
  beforeAll(async () => {
    const [driver] = driversOf(await findBrowser(name));
    if (!driver) throw new Error(`There is no ${name} to test with.`);
    browser = await driver.launch(settings);
    tab = await open();
    await tab.go('/', 20_000);
  });
  afterAll(() => browser?.close());

  it('shows the page as the settings say, after a script of ours', async () => {
    const shown = await tab.run(
      (query) => ({
        viewport: [innerWidth, innerHeight, devicePixelRatio],
        language: navigator.language,
        number: (1234.5).toLocaleString(),
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        media: [matchMedia(query).matches, matchMedia('(prefers-reduced-motion: reduce)').matches],
        before: (globalThis as { sawBefore?: string }).sawBefore,
        head: document.head.children.length,
      }),
      '(prefers-color-scheme: dark)',
    );
    expect(shown).toEqual({
      viewport: [400, 300, 2],
      language: 'de-DE',
      number: '1.234,5',
      zone: 'Asia/Tokyo',
      media: [true, true],
      before: 'ran',
      head: 3,
    });
    expect(browser.build).toMatch(new RegExp(`^${name} \\d+\\.\\d+`));
  });

  it('answers what the page asks of its own origin, and refuses the rest by name', async () => {
    const refused = () => tab.refused().map((address) => address.replace(/(https:\/\/[^/]+\/).*/, '$1'));
    const expected = [
      'http://images.elsewhere.test/a.png',
      'https://secret.elsewhere.test/',
      'ws://sockets.elsewhere.test/x',
    ];
    await expect.poll(refused).toEqual(expect.arrayContaining(expected));
    expect(asked.find(({ path }) => path === '/')?.kind).toBe('document');
    expect(asked.find(({ path }) => path === '/page.css')?.kind).toBe('stylesheet');
    // The Firefox that is installed does not tell bodies.
    const body = name === 'firefox' ? null : 'sent';
    await expect
      .poll(() => asked)
      .toContainEqual(expect.objectContaining({ method: 'POST', path: '/data?q=1', kind: 'other', body }));
  });

  it('takes the whole page twice the same without changing its layout', async () => {
    await tab.moveMouse(0, 0);
    const first = await tab.screenshot();
    // 20 + 30 + 30 + 300 (100vh) + three of 10.
    expect(sizeOfPng(first)).toEqual([800, 820]);
    expect(Buffer.compare(Buffer.from(first), Buffer.from(await tab.screenshot()))).toBe(0);
    expect(await tab.run(() => [scrollY, innerHeight, document.querySelectorAll('[style]').length], null)).toEqual([
      0, 300, 0,
    ]);
  });

  it('clicks, hovers, focuses, types and presses', async () => {
    await tab.click('#go');
    await tab.hover('#go');
    await tab.focus('#name');
    await tab.type('Äpfel 1');
    await tab.press('Shift+ArrowLeft');
    await tab.press('Backspace');
    const state = () => {
      const [input, button] = [
        document.querySelector<HTMLInputElement>('#name')!,
        document.querySelector<HTMLElement>('#go')!,
      ];
      return [input.value, button.dataset['clicks'], button.matches(':hover')];
    };
    expect(await tab.run(state, null)).toEqual(['Äpfel ', '1', true]);
    await expect(tab.focus('#nowhere')).rejects.toThrow('There is no element "#nowhere".');
    await expect(tab.press('Abracadabra')).rejects.toThrow(/Abracadabra/);
    await expect(tab.run(() => Promise.reject(new Error('from the page')), null)).rejects.toThrow('from the page');
  });

  it('starts every page with nothing kept of the one before', async () => {
    await tab.close();
    tab = await open();
    await tab.go('/', 20_000);
    expect(await tab.run(() => (globalThis as { had?: unknown }).had, null)).toEqual(['', null]);
  });

  it('says at once that it is gone when its processes are killed', async () => {
    const pending = tab.run(() => new Promise<never>(() => {}), null);
    const failed = expect(pending).rejects.toThrow();
    for (const { id } of browserProcesses()) {
      try {
        process.kill(id, 'SIGKILL');
      } catch {
        // It went with another one.
      }
    }
    await tab.crashed;
    await failed;
    await expect.poll(() => browser.isRunning()).toBe(false);
    await browser.close();
    await expect.poll(browserProcesses).toEqual([]);
  });
});
